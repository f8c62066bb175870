package dev.vitals.testkit.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClosedPortTest {

    private final ClosedPort closed = ClosedPort.reserve();

    @Test
    void refuses_connections() {
        try (closed) {
            assertThatExceptionOfType(ConnectException.class)
                    .isThrownBy(() -> new Socket(closed.host(), closed.port()))
                    .withMessageContaining("refused");
        }
    }

    @Test
    void is_given_to_no_one_else_who_wants_a_free_port() throws IOException {
        Set<Integer> given = new HashSet<>();
        try (closed) {
            for (int i = 0; i < 2_000; i++) {
                try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(closed.host()))) {
                    given.add(socket.getLocalPort());
                }
            }
            assertThat(given).doesNotContain(closed.port());
        }
    }

    @Test
    void is_free_for_a_server_once_it_is_closed() throws IOException {
        closed.close();
        assertThatCode(closed::close).doesNotThrowAnyException();

        try (ServerSocket server = new ServerSocket(closed.port(), 1, InetAddress.getByName(closed.host()));
                Socket client = new Socket(closed.host(), closed.port())) {
            assertThat(client.isConnected()).isTrue();
            assertThat(server.getLocalPort()).isEqualTo(closed.port());
        }
    }
}
