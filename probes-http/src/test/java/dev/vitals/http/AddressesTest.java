package dev.vitals.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.Probe;
import dev.vitals.probe.Threshold;
import dev.vitals.testkit.ProbeHarness;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hosts with several addresses, in a JVM of its own that takes names from a file and whose common pool is blocked. */
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
                        "-Djava.util.concurrent.ForkJoinPool.common.parallelism=2",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName())
                .redirectErrorStream(true)
                .start();

        assertThat(new String(child.getInputStream().readAllBytes(), UTF_8).lines())
                .containsExactly(
                        "UP ok",
                        "DEGRADED http.address",
                        "UP ok",
                        "DOWN tls.handshake",
                        "DOWN http.refused",
                        "DOWN tls.refused");
    }

    private static void block() {
        while (true) {
            LockSupport.park();
        }
    }

    /** Runs the checks; a server listens at the second address alone. */
    static final class Child {
        private Child() {}

        public static void main(String[] none) throws Exception {
            for (int i = 0; i < 4; i++) {
                ForkJoinPool.commonPool().execute(AddressesTest::block);
            }
            try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.9"))) {
                int port = server.getLocalPort();
                Thread serving = new Thread(() -> serve(server));
                serving.setDaemon(true);
                serving.start();
                try (RawServer fine = RawServer.answering(RawServer.ok("text/plain", "ok"))) {
                    print(HttpProbe.get("http://127.0.0.1:" + fine.port() + "/")
                            .limits(l -> l.answer(Threshold.above(Duration.ofHours(1), Duration.ofHours(2)))));
                }
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
            var result = ProbeHarness.of(probe).timeout(Duration.ofMinutes(1)).check();
            System.out.println(result.status() + " " + result.cause());
        }
    }
}
