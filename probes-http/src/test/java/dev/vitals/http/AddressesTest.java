package dev.vitals.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.Probe;
import dev.vitals.testkit.ProbeHarness;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hosts with several addresses, in a JVM of its own that takes names from a file. */
class AddressesTest {
    @TempDir
    private Path directory;

    @Test
    void a_dead_address_beside_a_live_one_is_named_and_takes_nothing_down() throws Exception {
        Path hosts = Files.writeString(
                directory.resolve("hosts"), "127.0.0.8 half.test\n127.0.0.9 half.test\n127.0.0.8 dead.test\n");
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djdk.net.hosts.file=" + hosts,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName())
                .redirectErrorStream(true)
                .start();

        assertThat(new String(child.getInputStream().readAllBytes(), UTF_8).lines())
                .containsExactly(
                        "DEGRADED http.address",
                        "UP ok",
                        "DOWN tls.handshake",
                        "DOWN http.refused",
                        "DOWN tls.refused");
    }

    /** Runs the checks; a server listens at the second address alone. */
    static final class Child {
        private Child() {}

        public static void main(String[] none) throws Exception {
            try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.9"))) {
                int port = server.getLocalPort();
                Thread serving = new Thread(() -> serve(server));
                serving.setDaemon(true);
                serving.start();
                print(HttpProbe.get("http://half.test:" + port + "/"));
                print(TcpProbe.of("half.test", port));
                print(CertificateProbe.of("half.test", port));
                print(HttpProbe.get("http://dead.test:" + port + "/"));
                print(CertificateProbe.of("dead.test", port));
            }
        }

        private static void serve(ServerSocket server) {
            try {
                while (true) {
                    try (var socket = server.accept()) {
                        socket.getInputStream().read();
                        RawServer.send(socket, "no TLS\r\n");
                    }
                }
            } catch (IOException e) {
                // Closed.
            }
        }

        private static void print(Probe probe) throws Exception {
            var result = ProbeHarness.of(probe).timeout(Duration.ofSeconds(20)).check();
            System.out.println(result.status() + " " + result.cause());
        }
    }
}
