package dev.vitals.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.Status;
import dev.vitals.probe.Threshold;
import dev.vitals.testkit.ProbeHarness;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.Test;

/** A server of HTTP/2 that ends a connection as it should, after so many requests or when it is reloaded. */
class FarewellTest {
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int SETTINGS = 4;
    private static final int GOAWAY = 7;
    private static final byte[] STATUS_200 = {(byte) 0x88};

    private final AtomicInteger answered = new AtomicInteger();

    @Test
    void a_farewell_in_the_middle_of_an_answer_is_no_fault_of_the_service() throws Exception {
        assertThat(status(1)).isEqualTo(Status.UP);
        assertThat(answered.get()).isLessThanOrEqualTo(2);
    }

    @Test
    void a_server_that_breaks_off_each_time_is_down() throws Exception {
        assertThat(status(Integer.MAX_VALUE)).isEqualTo(Status.DOWN);
        assertThat(answered.get()).isLessThanOrEqualTo(2);
    }

    /** Of a server that says farewell on so many connections; if on all, it does not end its answer. */
    private Status status(int farewells) throws Exception {
        Authority authority = Authority.create();
        try (RawServer server = RawServer.tls(
                        authority.serving(authority.server("localhost")),
                        FarewellTest::offerHttp2,
                        socket -> serve(socket, farewells));
                HttpProbe probe = HttpProbe.of(HttpCall.get(server.url("/")).expectText("hello"))
                        .ssl(authority.trusting())
                        .limits(l -> l.answer(Threshold.above(Duration.ofHours(1), Duration.ofHours(2))))) {
            return ProbeHarness.of(probe)
                    .timeout(Duration.ofSeconds(30))
                    .check()
                    .status();
        }
    }

    private static void offerHttp2(SSLServerSocket listener) {
        SSLParameters parameters = listener.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2"});
        listener.setSSLParameters(parameters);
    }

    private void serve(Socket socket, int farewells) throws Exception {
        InputStream in = socket.getInputStream();
        OutputStream out = socket.getOutputStream();
        in.readNBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".length());
        frame(out, SETTINGS, 0, 0);
        awaitHeaders(in);
        int number = answered.incrementAndGet();
        frame(out, HEADERS, 4, 1, STATUS_200);
        frame(out, DATA, 0, 1, "hel".getBytes(US_ASCII));
        if (number <= farewells) {
            frame(out, GOAWAY, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0);
        }
        if (farewells == Integer.MAX_VALUE) {
            return;
        }
        frame(out, DATA, 1, 1, "lo".getBytes(US_ASCII));
        in.readAllBytes();
    }

    private static void awaitHeaders(InputStream in) throws Exception {
        int type;
        do {
            byte[] head = in.readNBytes(9);
            type = head[3];
            in.readNBytes(ByteBuffer.wrap(head).getInt() >>> 8);
        } while (type != HEADERS);
    }

    private static void frame(OutputStream out, int type, int flags, int stream, int... payload) throws Exception {
        byte[] bytes = new byte[payload.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) payload[i];
        }
        frame(out, type, flags, stream, bytes);
    }

    private static void frame(OutputStream out, int type, int flags, int stream, byte[] payload) throws Exception {
        ByteBuffer frame = ByteBuffer.allocate(9 + payload.length)
                .putInt(payload.length << 8 | type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload);
        out.write(frame.array());
        out.flush();
    }
}
