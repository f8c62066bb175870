package dev.vitals.testkit.network;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;

class BlackHoleTest {

    @Test
    void an_open_one_accepts_and_never_answers() throws IOException {
        try (BlackHole hole = BlackHole.open();
                Socket client = connect(hole)) {
            client.getOutputStream().write(1);
            client.setSoTimeout(100);

            assertThatExceptionOfType(SocketTimeoutException.class)
                    .isThrownBy(client.getInputStream()::read)
                    .withMessageContaining("Read timed out");
        }
    }

    @Test
    void an_unreachable_one_does_not_even_accept() {
        try (BlackHole hole = BlackHole.unreachable()) {
            assertThatExceptionOfType(SocketTimeoutException.class)
                    .isThrownBy(() -> connect(hole))
                    .withMessageContaining("Connect timed out");
        }
    }

    @Test
    void a_closed_one_refuses() {
        BlackHole hole = BlackHole.unreachable();

        hole.close();

        assertThatCode(hole::close).doesNotThrowAnyException();
        assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> connect(hole));
    }

    private static Socket connect(BlackHole hole) throws IOException {
        var socket = new Socket();
        socket.connect(new InetSocketAddress(hole.host(), hole.port()), 300);
        return socket;
    }
}
