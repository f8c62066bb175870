package dev.vitals.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.Vitals;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Probe;
import dev.vitals.probe.Result;
import dev.vitals.probe.Threshold;
import dev.vitals.report.CheckReport;
import dev.vitals.testkit.ProbeHarness;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hosts with several addresses, in a JVM of its own that takes names from a file and whose common pool is blocked. */
class AddressesTest {
    @TempDir
    private Path directory;

    @Test
    void a_dead_address_beside_a_live_one_is_named_and_takes_nothing_down() throws Exception {
        Path hosts = Files.writeString(
                directory.resolve("hosts"),
                "127.0.0.8 half.test\n127.0.0.9 half.test\n127.0.0.8 dead.test\n127.0.0.8 home.test\n127.0.0.1 home.test\n");
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djdk.net.hosts.file=" + hosts,
                        "-Djava.util.concurrent.ForkJoinPool.common.parallelism=2",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        hosts.toString())
                .redirectErrorStream(true)
                .start();

        assertThat(new String(child.getInputStream().readAllBytes(), UTF_8).lines())
                .containsExactly(
                        "UP ok",
                        "DOWN http.refused",
                        "UP ok",
                        "DOWN tls.handshake",
                        "DOWN http.refused",
                        "DOWN tls.refused",
                        "whole: DEGRADED http.address",
                        "chunks: DEGRADED http.address",
                        "until the end: DEGRADED http.address",
                        "early hints: DEGRADED http.address",
                        "wrong: DOWN http.content",
                        "broken: DOWN http.server-error",
                        "cut: DOWN http.refused",
                        "mute: DOWN http.refused",
                        "flow: DEGRADED http.address",
                        "breaker: UP ok",
                        "body: ok",
                        "secure: DEGRADED http.address",
                        "secure with another's certificate: DOWN http.refused",
                        "dropped: DEGRADED http.address",
                        "dropped, sent at most once: DOWN http.timeout.connect",
                        "dropped, and known to be: DEGRADED http.address",
                        "there again: UP ok",
                        "refused: DEGRADED http.address",
                        "accepted again: UP ok",
                        "and known to be: UP ok",
                        "connections: 3",
                        "one port of two: DEGRADED http.address",
                        "connections to the other: 1",
                        "reads nothing: DOWN http.refused",
                        "trust manager that blocks: UNKNOWN http.client-stuck",
                        "UP ok [addresses: 127.0.0.1, 127.0.0.2]",
                        "UP ok [addresses: 127.0.0.1, 127.0.0.2]",
                        "UP ok changed [addresses: 127.0.0.2, 127.0.0.3] [addresses before: 127.0.0.1, 127.0.0.2]",
                        "UP ok [addresses: 127.0.0.2, 127.0.0.3]",
                        "DOWN dns.not-found",
                        "UP ok changed [addresses: 127.0.0.1] [addresses before: 127.0.0.2, 127.0.0.3]");
    }

    private static void block() {
        while (true) {
            LockSupport.park();
        }
    }

    /** Runs the checks; a server listens at the second address alone. */
    static final class Child {
        private static final String[][] ANSWERS = {
            {"whole", RawServer.ok("text/plain", "hello")},
            {"chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2;x=y\r\nlo\r\n0\r\n\r\n"},
            {"until the end", "HTTP/1.0 200 OK\r\n\r\nhello"},
            {"early hints", "HTTP/1.1 103 Early Hints\r\n\r\n" + RawServer.ok("text/plain", "hello")},
            {"wrong", RawServer.ok("text/plain", "goodbye")},
            {"broken", "HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n"},
            {"cut", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello"},
            {"mute", ""}
        };

        private Child() {}

        public static void main(String[] hosts) throws Exception {
            Security.setProperty("networkaddress.cache.ttl", "0");
            Security.setProperty("networkaddress.cache.negative.ttl", "0");
            for (int i = 0; i < 4; i++) {
                ForkJoinPool.commonPool().execute(AddressesTest::block);
            }
            try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.9"))) {
                int port = server.getLocalPort();
                serving(server, "no TLS\r\n");
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
            for (String[] each : ANSWERS) {
                answers(each[0], each[1]);
            }
            more();
            dropped();
            back();
            twoPorts();
            blocked();
            names(Path.of(hosts[0]));
        }

        /** The first address of home.test refuses, the second one answers so. */
        private static void answers(String name, String answer) throws Exception {
            try (RawServer server =
                    answer.isEmpty() ? RawServer.of(socket -> LockSupport.park()) : RawServer.answering(answer)) {
                System.out.print(name + ": ");
                print(patient(HttpCall.get("http://home.test:" + server.port() + "/a?b=c")
                        .expectText("hello")));
            }
        }

        private static void more() throws Exception {
            List<String> heads = new CopyOnWriteArrayList<>();
            try (RawServer server = RawServer.of(socket -> {
                String head = RawServer.readHead(socket);
                if (head.isEmpty()) {
                    return;
                }
                heads.add(head);
                RawServer.send(socket, RawServer.ok("application/json", "{\"state\": \"CLOSED\"}"));
            })) {
                String url = "http://home.test:" + server.port() + "/a?b=c";
                System.out.print("flow: ");
                print(FlowProbe.of(FlowStep.of("only", HttpCall.get(url)))
                        .limits(l -> l.answer(Threshold.above(Duration.ofHours(1), Duration.ofHours(2)))));
                System.out.print("breaker: ");
                print(BreakerProbe.of(HttpCall.get(url), "/state"));
                System.out.println("body: "
                        + (heads.get(0).startsWith("GET /a?b=c HTTP/1.1\nHost: home.test:" + server.port() + "\n")
                                ? "ok"
                                : heads));
            }
            Authority authority = Authority.create();
            for (String name : List.of("home.test", "other.test")) {
                try (RawServer server = RawServer.tls(
                        authority.serving(authority.server(name)),
                        socket -> RawServer.answer(socket, RawServer.ok("text/plain", "hello")))) {
                    System.out.print(name.equals("home.test") ? "secure: " : "secure with another's certificate: ");
                    print(patient(HttpCall.get("https://home.test:" + server.port() + "/"))
                            .ssl(authority.trusting()));
                }
            }
        }

        /** The first address takes no connection, nor refuses one. */
        private static void dropped() throws Exception {
            try (RawServer server = RawServer.answering(RawServer.ok("text/plain", "hello"))) {
                String url = "http://home.test:" + server.port() + "/";
                ProbeHarness twice =
                        ProbeHarness.of(patient(HttpCall.post(url))).timeout(Duration.ofSeconds(8));
                try (ServerSocket hole = new ServerSocket(server.port(), 1, InetAddress.getByName("127.0.0.8"))) {
                    fill(hole);
                    System.out.print("dropped: ");
                    print(ProbeHarness.of(patient(HttpCall.get(url))).timeout(Duration.ofSeconds(8)));
                    System.out.print("dropped, sent at most once: ");
                    print(twice);
                    System.out.print("dropped, and known to be: ");
                    print(twice);
                }
                try (ServerSocket back = new ServerSocket(server.port(), 50, InetAddress.getByName("127.0.0.8"))) {
                    serving(back, RawServer.ok("text/plain", "hello"));
                    System.out.print("there again: ");
                    print(twice);
                }
            }
        }

        /** The first address refuses, and then accepts: it is tried beforehand once more and no longer. */
        private static void back() throws Exception {
            String answer = RawServer.ok("text/plain", "hello");
            try (RawServer other = RawServer.answering(answer)) {
                ProbeHarness harness = ProbeHarness.of(patient(HttpCall.get("http://home.test:" + other.port() + "/")));
                System.out.print("refused: ");
                print(harness);
                try (ServerSocket first = new ServerSocket(other.port(), 50, InetAddress.getByName("127.0.0.8"))) {
                    AtomicInteger connections = serving(first, answer);
                    System.out.print("accepted again: ");
                    print(harness);
                    System.out.print("and known to be: ");
                    print(harness);
                    System.out.println("connections: " + connections);
                }
            }
        }

        /** The first address refuses at one port, which says nothing about another one. */
        private static void twoPorts() throws Exception {
            String answer = RawServer.ok("text/plain", "hello");
            try (RawServer one = RawServer.answering(answer);
                    RawServer two = RawServer.answering(answer);
                    ServerSocket first = new ServerSocket(two.port(), 50, InetAddress.getByName("127.0.0.8"))) {
                AtomicInteger connections = serving(first, answer);
                System.out.print("one port of two: ");
                print(FlowProbe.of(
                                FlowStep.of("one", HttpCall.get("http://home.test:" + one.port() + "/")),
                                FlowStep.of("two", HttpCall.get("http://home.test:" + two.port() + "/")))
                        .limits(l -> l.answer(Threshold.above(Duration.ofHours(1), Duration.ofHours(2)))));
                System.out.println("connections to the other: " + connections);
            }
        }

        /** As if a firewall drops what comes: the queue of those that want to connect is full. */
        private static void fill(ServerSocket hole) throws IOException {
            try {
                while (true) {
                    new Socket().connect(hole.getLocalSocketAddress(), 300);
                }
            } catch (SocketTimeoutException e) {
                // Full.
            }
        }

        /** The first address refuses, and the second one holds up whoever sends to it. */
        private static void blocked() throws Exception {
            try (RawServer server = RawServer.of(socket -> LockSupport.park())) {
                System.out.print("reads nothing: ");
                print(ProbeHarness.of(patient(HttpCall.post("http://home.test:" + server.port() + "/")
                                .body("application/octet-stream", "x".repeat(32 << 20))))
                        .timeout(Duration.ofSeconds(4)));
            }
            Authority authority = Authority.create();
            SSLContext blocking = SSLContext.getInstance("TLS");
            blocking.init(null, new TrustManager[] {new BlockingTrust()}, null);
            try (RawServer server =
                            RawServer.tls(authority.serving(authority.server("home.test")), RawServer::readHead);
                    Vitals vitals = Vitals.builder("shop")
                            .schedule(false)
                            .deadline(Duration.ofMinutes(1))
                            .check(
                                    "trust",
                                    HttpProbe.get("https://home.test:" + server.port() + "/")
                                            .ssl(blocking),
                                    policy -> policy.timeout(Duration.ofSeconds(4)))
                            .build()) {
                CheckReport stuck = vitals.check("trust").orElseThrow();
                System.out.println("trust manager that blocks: " + stuck.status() + " " + stuck.cause());
            }
        }

        private static HttpProbe patient(HttpCall call) {
            return HttpProbe.of(call).limits(l -> l.answer(Threshold.above(Duration.ofHours(1), Duration.ofHours(2))));
        }

        private static void names(Path hosts) throws Exception {
            ProbeHarness moving = ProbeHarness.of(DnsProbe.of("moving.test")
                    .limits(l -> l.lookup(Threshold.above(Duration.ofHours(1), Duration.ofHours(2)))));
            for (String answer : List.of(
                    "127.0.0.1 moving.test\n127.0.0.2 moving.test\n",
                    "127.0.0.2 moving.test\n127.0.0.1 moving.test\n",
                    "127.0.0.3 moving.test\n127.0.0.2 moving.test\n",
                    "127.0.0.3 moving.test\n127.0.0.2 moving.test\n",
                    "127.0.0.9 other.test\n",
                    "127.0.0.1 moving.test\n")) {
                Files.writeString(hosts, answer);
                Result result = moving.check();
                System.out.println(result.status() + " " + result.cause()
                        + (result.summary().contains("changed") ? " changed" : "")
                        + result.evidence().stream()
                                .map(Evidence.Text.class::cast)
                                .map(text -> " [" + text.title() + ": " + String.join(", ", text.lines()) + "]")
                                .collect(Collectors.joining()));
            }
        }

        /** Serves in the background, and returns how many connections there have been. */
        private static AtomicInteger serving(ServerSocket server, String answer) {
            AtomicInteger connections = new AtomicInteger();
            Thread serving = new Thread(() -> serve(server, answer, connections));
            serving.setDaemon(true);
            serving.start();
            return connections;
        }

        private static void serve(ServerSocket server, String answer, AtomicInteger connections) {
            try {
                while (true) {
                    try (var socket = server.accept()) {
                        connections.incrementAndGet();
                        socket.getInputStream().read();
                        RawServer.send(socket, answer);
                    }
                }
            } catch (IOException e) {
                // Closed.
            }
        }

        private static void print(Probe probe) throws Exception {
            print(ProbeHarness.of(probe).timeout(Duration.ofSeconds(20)));
        }

        private static void print(ProbeHarness harness) throws Exception {
            var result = harness.check();
            System.out.println(result.status() + " " + result.cause());
        }
    }
}
