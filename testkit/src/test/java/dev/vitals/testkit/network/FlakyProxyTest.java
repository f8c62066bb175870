package dev.vitals.testkit.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.vitals.testkit.RedisServer;
import dev.vitals.testkit.ServerExtension;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.Jedis;

class FlakyProxyTest {

    /** For an answer that must come, on a machine however busy. */
    private static final int PLENTY_MILLIS = 60_000;

    @RegisterExtension
    static final ServerExtension<RedisServer> REDIS = ServerExtension.redis();

    private FlakyProxy network;
    private Client client;

    @BeforeEach
    void a_client_is_connected() throws IOException {
        network = FlakyProxy.to(REDIS.server());
        client = new Client(network);
        assertThat(client.ask("PING")).isEqualTo("+PONG");
    }

    @AfterEach
    void all_is_closed() throws IOException {
        client.close();
        network.close();
    }

    @Test
    void a_cut_ends_connections_and_every_new_one() {
        network.cut();

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> client.ask("PING"));
        assertThatExceptionOfType(IOException.class).isThrownBy(this::pingAnew);
    }

    @Test
    void after_a_cut_is_restored_a_new_connection_works() throws IOException {
        network.cut();
        network.restore();

        assertThat(pingAnew()).isEqualTo("+PONG");
        assertThatExceptionOfType(IOException.class)
                .as("the old connection stays cut")
                .isThrownBy(() -> client.ask("PING"));
    }

    @Test
    void a_stall_keeps_connections_and_lets_nothing_through() {
        network.stall();

        assertThatCode(() -> new Client(network).hasty().ask("PING")).isInstanceOf(SocketTimeoutException.class);
        assertThatCode(() -> client.hasty().ask("PING")).isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void after_a_stall_what_was_held_back_arrives() throws IOException {
        network.stall();
        assertThatCode(() -> client.hasty().ask("SET held back")).isInstanceOf(SocketTimeoutException.class);

        network.restore();

        assertThat(pingAnew()).isEqualTo("+PONG");
        try (var direct = new Jedis(REDIS.server().uri())) {
            await().atMost(Duration.ofMillis(PLENTY_MILLIS))
                    .untilAsserted(() -> assertThat(direct.get("held")).isEqualTo("back"));
        }
    }

    @Test
    void after_close_the_port_is_free() {
        network.close();

        assertThatCode(network::close).doesNotThrowAnyException();
        assertThatCode(this::pingAnew).isInstanceOf(ConnectException.class);
    }

    @Test
    void a_server_that_is_not_there_ends_the_connection() {
        REDIS.server().stop();

        assertThatExceptionOfType(IOException.class).isThrownBy(this::pingAnew);
    }

    private String pingAnew() throws IOException {
        try (var another = new Client(network)) {
            return another.ask("PING");
        }
    }

    /** Redis in its simplest form: a line out, a line in. */
    private static final class Client implements AutoCloseable {

        private final Socket socket = new Socket();

        Client(FlakyProxy network) throws IOException {
            socket.connect(new InetSocketAddress(network.host(), network.port()), PLENTY_MILLIS);
            socket.setSoTimeout(PLENTY_MILLIS);
        }

        /** Where nothing is to come. */
        Client hasty() throws IOException {
            socket.setSoTimeout(300);
            return this;
        }

        String ask(String command) throws IOException {
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            var answer = new StringBuilder();
            for (int next = read(); next != '\r'; next = read()) {
                answer.append((char) next);
            }
            read();
            return answer.toString();
        }

        private int read() throws IOException {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new IOException("the connection has ended");
            }
            return next;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
