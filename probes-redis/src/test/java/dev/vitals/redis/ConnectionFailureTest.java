package dev.vitals.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Subject;
import dev.vitals.testkit.network.BlackHole;
import dev.vitals.testkit.network.ClosedPort;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class ConnectionFailureTest {
    /** A step takes 3 s of it at most: the rest is for a busy machine. */
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    @Test
    void a_port_without_a_listener_is_refused() throws Exception {
        try (ClosedPort closed = ClosedPort.reserve();
                Lab lab = Lab.at(URI.create("redis://127.0.0.1:" + closed.port()))) {
            int port = closed.port();
            Result result = lab.ping();

            assertThat(result.status()).isEqualTo(Status.DOWN);
            assertThat(result.cause()).isEqualTo("redis.refused");
            assertThat(result.summary()).isEqualTo("connection refused: 127.0.0.1:" + port + ", next attempt in 1 s");
            assertThat(result.subjects()).containsExactly(Subject.endpoint("127.0.0.1", port));
            assertThat(result.remedies())
                    .extracting(Remedy::command)
                    .containsExactly(Optional.empty(), Optional.of("redis-cli -h 127.0.0.1 -p " + port + " PING"));
        }
    }

    @Test
    void a_host_name_that_does_not_resolve_is_a_matter_of_dns() throws Exception {
        try (Lab lab = Lab.at(URI.create("redis://no-such-host.invalid:6379"), Duration.ofMinutes(1))) {
            assertThat(lab.ping().cause()).isEqualTo("redis.dns");
        }
    }

    @Test
    void a_host_that_takes_no_connection_and_refuses_none_is_a_timeout() throws Exception {
        try (BlackHole hole = BlackHole.unreachable();
                Lab lab = Lab.at(URI.create("redis://" + hole.host() + ":" + hole.port()), TIMEOUT)) {
            Result result = timed(lab);

            assertThat(result.cause()).isEqualTo("redis.timeout");
            assertThat(result.summary()).contains("(no connection within 3 s)");
        }
    }

    @Test
    void a_host_that_takes_a_connection_and_says_nothing_is_a_timeout() throws Exception {
        try (BlackHole hole = BlackHole.open();
                Lab lab = Lab.at(URI.create("redis://" + hole.host() + ":" + hole.port()), TIMEOUT)) {
            assertThat(timed(lab).cause()).isEqualTo("redis.timeout");
        }
    }

    @Test
    void a_peer_that_sends_a_byte_now_and_then_is_a_timeout_too() throws Exception {
        try (Peer peer = Peer.that(client -> {
                    OutputStream out = client.getOutputStream();
                    out.write('+');
                    while (true) {
                        out.write('x');
                        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
                    }
                });
                Lab lab = Lab.at(peer.uri(), TIMEOUT)) {
            assertThat(timed(lab).cause()).isEqualTo("redis.timeout");
        }
    }

    @Test
    void a_web_server_is_not_redis_and_its_first_words_are_shown() throws Exception {
        HttpServer web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.start();
        try (Lab lab = Lab.at(URI.create("redis://127.0.0.1:" + web.getAddress().getPort()))) {
            Result result = lab.ping();

            assertThat(result.cause()).isEqualTo("redis.protocol");
            assertThat(result.evidence())
                    .singleElement()
                    .satisfies(seen -> assertThat(((Evidence.Text) seen).lines())
                            .singleElement()
                            .asString()
                            .startsWith("HTTP/1.1 400 Bad Request"));
        } finally {
            web.stop(0);
        }
    }

    @Test
    void a_peer_that_closes_at_once_is_a_lost_connection() throws Exception {
        try (Peer peer = Peer.that(client -> client.close());
                Lab lab = Lab.at(peer.uri())) {
            assertThat(lab.ping().cause()).isEqualTo("redis.lost");
        }
    }

    @Test
    void an_echo_is_not_redis_though_it_speaks_the_protocol() throws Exception {
        try (Peer peer = Peer.that(client -> client.getInputStream().transferTo(client.getOutputStream()));
                Lab lab = Lab.at(peer.uri())) {
            assertThat(lab.ping().cause()).isEqualTo("redis.protocol");
            assertThat(lab.memory().cause()).isEqualTo("redis.info.unusable");
        }
    }

    @Test
    void an_impossible_length_is_not_redis() throws Exception {
        try (Peer peer = Peer.that(client -> client.getOutputStream().write("$2000000000\r\n".getBytes(US_ASCII)));
                Lab lab = Lab.at(peer.uri())) {
            assertThat(lab.ping().cause()).isEqualTo("redis.protocol");
        }
    }

    @Test
    void arrays_without_end_are_not_redis() throws Exception {
        try (Peer peer = Peer.that(client ->
                        client.getOutputStream().write("*1\r\n".repeat(20_000).getBytes(US_ASCII)));
                Lab lab = Lab.at(peer.uri())) {
            assertThat(lab.ping().cause()).isEqualTo("redis.protocol");
        }
    }

    @Test
    void a_tls_alert_says_that_the_port_wants_tls() throws Exception {
        byte[] alert = {0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x46};
        try (Peer peer = Peer.that(client -> client.getOutputStream().write(alert));
                Lab lab = Lab.at(peer.uri())) {
            Result result = lab.ping();

            assertThat(result.cause()).isEqualTo("redis.tls");
            assertThat(result.remedies()).extracting(Remedy::advice).anyMatch(advice -> advice.contains("rediss://"));
        }
    }

    @Test
    void plain_text_where_tls_was_meant_is_a_matter_of_tls() throws Exception {
        try (Peer peer = Peer.that(
                        client -> client.getOutputStream().write("-ERR unknown command\r\n".getBytes(US_ASCII)));
                Lab lab = Lab.at(peer.tlsUri())) {
            assertThat(lab.ping().cause()).isEqualTo("redis.tls");
        }
    }

    @Test
    void a_server_in_protected_mode_says_so() throws Exception {
        // The real one does so only to other hosts than its own.
        byte[] denial = "-DENIED Redis is running in protected mode because\r\n".getBytes(US_ASCII);
        try (Peer peer = Peer.that(client -> client.getOutputStream().write(denial));
                Lab lab = Lab.at(peer.uri())) {
            assertThat(lab.ping().cause()).isEqualTo("redis.protected");
        }
    }

    @Test
    void attempts_grow_rarer_while_failures_go_on() throws Exception {
        try (Peer peer = Peer.that(client -> client.close());
                Lab lab = Lab.at(peer.uri())) {
            for (int second = 0; second < 300; second++) {
                lab.ping();
                lab.clock.advance(Duration.ofSeconds(1));
            }

            // At 0, 1, 3, 7, 15, 31, 63, 123, 183 and 243 s.
            assertThat(peer.connections()).isEqualTo(10);
        }
    }

    private static Result timed(Lab lab) throws Exception {
        long start = System.nanoTime();
        Result result = lab.ping();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(TIMEOUT);
        return result;
    }
}
