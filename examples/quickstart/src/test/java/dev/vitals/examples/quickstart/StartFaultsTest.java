package dev.vitals.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitals.testkit.network.ClosedPort;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

/** What cannot start says so in plain words. */
class StartFaultsTest {
    private static final PrintStream NOWHERE = new PrintStream(OutputStream.nullOutputStream());

    @Test
    void every_wrong_option_is_named_at_once() {
        assertThatThrownBy(() -> Options.parse(
                        "--port",
                        "many",
                        "--db-url",
                        "mysql://x",
                        "--redis-url",
                        "localhost",
                        "--colour",
                        "red",
                        "stray"))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("--port must be a number")
                .hasMessageContaining("--db-url must start with jdbc:postgresql:")
                .hasMessageContaining("--redis-url must look like redis://")
                .hasMessageContaining("'--colour' is no option")
                .hasMessageContaining("'stray' is no option")
                .hasMessageContaining("Options:");
    }

    @Test
    void a_port_that_is_taken_is_named_before_any_server_starts() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            assertThatThrownBy(() -> Quickstart.start(Options.parse("--port", Integer.toString(port)), NOWHERE))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining(Integer.toString(port))
                    .hasMessageContaining("--port");
        }
    }

    @Test
    void a_server_of_ones_own_that_cannot_be_reached_is_named_without_its_password() throws Exception {
        try (ClosedPort closed = ClosedPort.reserve()) {
            int nobody = closed.port();
            Options options = Options.parse(
                    "--port",
                    "0",
                    "--db-url",
                    "jdbc:postgresql://127.0.0.1:" + nobody + "/shop?user=me&password=hunter2",
                    "--redis-url",
                    "redis://:hunter2@127.0.0.1:" + nobody);

            assertThatThrownBy(() -> Quickstart.start(options, NOWHERE))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("127.0.0.1:" + nobody)
                    .hasMessageContaining("database")
                    .hasMessageContaining("Redis")
                    .satisfies(error -> assertThat(error.toString()).doesNotContain("hunter2"));
        }
    }
}
