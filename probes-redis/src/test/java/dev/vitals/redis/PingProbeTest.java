package dev.vitals.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vitals.probe.Observation;
import dev.vitals.probe.ProbeTimeoutException;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Subject;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Unit;
import dev.vitals.redis.limits.PingLimits;
import dev.vitals.testkit.ProbeHarness;
import dev.vitals.testkit.RedisServer;
import dev.vitals.testkit.options.ServerOptions;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.exceptions.JedisDataException;

class PingProbeTest {
    /** A step takes 3 s of it at most: the rest is for a busy machine. */
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** Half of what the slow script takes, and far more than a PING does on a busy machine. */
    private static final PingLimits SLOW =
            PingLimits.DEFAULT.latency(Threshold.above(Duration.ofMillis(500), Duration.ofSeconds(5)));

    @Test
    void an_answer_is_up_with_its_time_and_the_time_to_connect() throws Exception {
        try (RedisServer server = RedisServer.start();
                Lab lab = Lab.at(server.uri())) {
            Result first = lab.ping();
            Result second = lab.ping();

            assertThat(first.status()).isEqualTo(Status.UP);
            assertThat(first.observations())
                    .extracting(Observation::name)
                    .containsExactly("redis.ping", "redis.ping.longest", "redis.connect");
            assertThat(first.observations()).extracting(Observation::unit).containsOnly(Unit.SECONDS);
            assertThat(first.observations().get(0).threshold()).hasValue(PingLimits.DEFAULT.latency());
            assertThat(second.observations())
                    .extracting(Observation::name)
                    .containsExactly("redis.ping", "redis.ping.longest");
        }
    }

    @Test
    void one_connection_is_kept_and_carries_the_name_of_the_checks() throws Exception {
        try (RedisServer server = RedisServer.start();
                Admin admin = Admin.of(server);
                Lab lab = Lab.at(server.uri())) {
            for (int i = 0; i < 5; i++) {
                lab.ping();
                lab.memory();
            }

            assertThat(admin.info("stats", "total_connections_received")).isEqualTo("3"); // the testkit's, ours, theirs
            assertThat(new String((byte[]) admin.run("CLIENT", "LIST"), US_ASCII))
                    .containsOnlyOnce("name=vitals-sessions");
        }
    }

    @Test
    void a_connection_idle_for_minutes_is_replaced() throws Exception {
        try (RedisServer server = RedisServer.start();
                Lab lab = Lab.at(server.uri())) {
            lab.ping();
            lab.clock.advance(Duration.ofMinutes(3));

            assertThat(lab.ping().observations()).extracting(Observation::name).contains("redis.connect");
        }
    }

    @Test
    void a_run_without_time_left_leaves_no_connection_behind_that_is_not_logged_in() throws Exception {
        ServerOptions options = ServerOptions.defaults().withSetting("requirepass", "secret");
        try (RedisServer server = RedisServer.start(options);
                Lab lab = Lab.at(server.uri(), Duration.ofNanos(1))) {
            assertThatThrownBy(lab::ping).isInstanceOf(ProbeTimeoutException.class);
            ProbeHarness patient = ProbeHarness.of(lab.probes.checks().get(0).probe());

            assertThat(patient.check().status()).isEqualTo(Status.UP);
        }
    }

    @Test
    void closing_the_checks_ends_their_connection() throws Exception {
        try (RedisServer server = RedisServer.start();
                Admin admin = Admin.of(server)) {
            Lab lab = Lab.at(server.uri());
            lab.ping();

            lab.close();

            await().untilAsserted(() ->
                    assertThat(admin.info("clients", "connected_clients")).isEqualTo("1"));
        }
    }

    @Test
    void a_wrong_password_is_down_and_not_tried_again_for_most_of_a_minute() throws Exception {
        ServerOptions options = ServerOptions.defaults().withUser("app", "right", "+@all");
        try (RedisServer server = RedisServer.start(options);
                Admin admin = Admin.of(server);
                Lab lab = Lab.at(server.uri("app", "wrong"))) {
            Result first = lab.ping();
            lab.clock.advance(Duration.ofSeconds(40));
            Result second = lab.ping();

            assertThat(first.cause()).isEqualTo("redis.auth");
            assertThat(first.summary())
                    .isEqualTo("login refused: 127.0.0.1:" + server.port() + " as app, next attempt in 1 m");
            assertThat(second.summary()).endsWith("next attempt in 20 s");
            assertThat(admin.info("errorstats", "errorstat_WRONGPASS")).isEqualTo("count=1");
        }
    }

    @Test
    void a_missing_password_is_distinguished_from_a_wrong_one() throws Exception {
        try (RedisServer server = RedisServer.start(ServerOptions.defaults().withSetting("requirepass", "secret"));
                Lab lab = Lab.at(new URI("redis://127.0.0.1:" + server.port()))) {
            Result result = lab.ping();

            assertThat(result.status()).isEqualTo(Status.DOWN);
            assertThat(result.cause()).isEqualTo("redis.auth");
            assertThat(result.summary()).contains("(it wants a password and the client has none)");
        }
    }

    @Test
    void a_password_the_server_has_no_use_for_is_refused_credentials() throws Exception {
        try (RedisServer server = RedisServer.start();
                Lab lab = Lab.at(new URI("redis://:needless@127.0.0.1:" + server.port()))) {
            assertThat(lab.ping().cause()).isEqualTo("redis.auth");
        }
    }

    @Test
    void a_user_with_the_right_to_ping_alone_is_up_and_costs_the_server_no_error() throws Exception {
        ServerOptions options = ServerOptions.defaults().withUser("pinger", "secret", "+ping");
        try (RedisServer server = RedisServer.start(options);
                Admin admin = Admin.of(server);
                Lab lab = Lab.at(server.uri("pinger", "secret"))) {
            Result result = lab.ping();

            assertThat(result.status()).isEqualTo(Status.UP);
            assertThat(admin.info("stats", "total_error_replies")).isEqualTo("0");
            assertThat((List<?>) admin.run("ACL", "LOG")).isEmpty();
        }
    }

    @Test
    void a_user_without_the_right_to_ping_is_unknown_with_the_right_to_grant() throws Exception {
        ServerOptions options = ServerOptions.defaults().withUser("reader", "secret", "+info");
        try (RedisServer server = RedisServer.start(options);
                Lab lab = Lab.at(server.uri("reader", "secret"))) {
            Result result = lab.ping();

            assertThat(result.status()).isEqualTo(Status.UNKNOWN);
            assertThat(result.cause()).isEqualTo("redis.permission");
            assertThat(result.remedies())
                    .extracting(Remedy::command)
                    .containsExactly(
                            Optional.of("redis-cli -h 127.0.0.1 -p " + server.port() + " ACL SETUSER reader +ping"));
        }
    }

    @Test
    void a_restart_between_two_runs_goes_unnoticed() throws Exception {
        try (RedisServer server = RedisServer.start();
                Lab lab = Lab.at(server.uri())) {
            lab.ping();
            server.restart();

            assertThat(lab.ping().status()).isEqualTo(Status.UP);
        }
    }

    @Test
    void a_stopped_server_is_down_and_up_again_when_it_is_back() throws Exception {
        try (RedisServer server = RedisServer.start();
                Lab lab = Lab.at(server.uri())) {
            lab.ping();
            server.stop();
            Result stopped = lab.ping();
            server.restart();
            Result tooEarly = lab.ping();
            lab.clock.advance(Duration.ofSeconds(1));
            Result back = lab.ping();

            assertThat(stopped.status()).isEqualTo(Status.DOWN);
            assertThat(stopped.cause()).isEqualTo("redis.refused");
            assertThat(tooEarly.summary()).endsWith(", next attempt in 1 s");
            assertThat(back.status()).isEqualTo(Status.UP);
        }
    }

    @Test
    void a_frozen_server_is_down_within_the_timeout_and_up_again_when_it_thaws() throws Exception {
        try (RedisServer server = RedisServer.start();
                Lab lab = Lab.at(server.uri(), TIMEOUT)) {
            lab.ping();
            server.freeze();
            long start = System.nanoTime();
            Result frozen = lab.ping();
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            server.thaw();
            lab.waitOutBackoff();
            Result thawed = lab.ping();

            assertThat(frozen.status()).isEqualTo(Status.DOWN);
            assertThat(frozen.cause()).isEqualTo("redis.timeout");
            assertThat(took).isLessThan(TIMEOUT);
            assertThat(thawed.status()).isEqualTo(Status.UP);
        }
    }

    @Test
    void a_frozen_server_is_down_within_the_timeout_for_a_new_connection_too() throws Exception {
        try (RedisServer server = RedisServer.start();
                Lab lab = Lab.at(server.uri(), TIMEOUT)) {
            server.freeze();
            long start = System.nanoTime();
            Result frozen = lab.ping();
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            server.thaw();

            assertThat(frozen.cause()).isEqualTo("redis.timeout");
            assertThat(took).isLessThan(TIMEOUT);
        }
    }

    @Test
    void all_checks_of_a_frozen_server_answer_within_the_timeout_though_they_share_a_connection() throws Exception {
        try (RedisServer server = RedisServer.start();
                Lab lab = Lab.at(server.uri(), TIMEOUT)) {
            lab.ping();
            server.freeze();
            long start = System.nanoTime();
            CompletableFuture<Result> memory = CompletableFuture.supplyAsync(() -> unchecked(lab::memory));
            Result ping = lab.ping();
            List<Result> results = List.of(ping, memory.join());
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            server.thaw();

            assertThat(results).extracting(Result::cause).containsOnly("redis.timeout");
            assertThat(took).isLessThan(TIMEOUT);
        }
    }

    @Test
    void closing_the_checks_ends_a_run_in_flight() throws Exception {
        try (RedisServer server = RedisServer.start()) {
            Lab lab = Lab.at(server.uri(), Duration.ofMinutes(1));
            lab.ping();
            server.freeze();
            CompletableFuture<Result> ping = CompletableFuture.supplyAsync(() -> unchecked(lab::ping));
            await().until(() -> Thread.getAllStackTraces().values().stream()
                    .anyMatch(stack -> Arrays.toString(stack).contains("BoundedInput.read")));
            lab.close();
            Result result = ping.join();
            server.thaw();

            // Had closing not ended it, it would have timed out.
            assertThat(result.status()).isEqualTo(Status.UNKNOWN);
            assertThat(result.cause()).isEqualTo("redis.closed");
            assertThat(result.subjects()).isEmpty();
            assertThat(lab.memory().cause()).isEqualTo("redis.closed");
        }
    }

    private static Result unchecked(Callable<Result> run) {
        try {
            return run.call();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_server_at_its_client_limit_is_distinguished_from_one_that_just_closes() throws Exception {
        List<Socket> others = new ArrayList<>();
        try (RedisServer server = RedisServer.start(ServerOptions.defaults().withSetting("maxclients", "2"));
                Lab lab = Lab.at(server.uri());
                Lab withPassword = Lab.at(new URI("redis://:x@127.0.0.1:" + server.port()))) {
            others.add(greeted(server));
            others.add(greeted(server));

            assertThat(lab.ping().cause()).isEqualTo("redis.maxclients");
            assertThat(withPassword.ping().cause()).isEqualTo("redis.maxclients");

            others.get(0).close();
            await().untilAsserted(() -> {
                lab.waitOutBackoff();
                assertThat(lab.ping().status()).isEqualTo(Status.UP);
            });
        } finally {
            for (Socket other : others) {
                other.close();
            }
        }
    }

    /** Returns a connection the server has taken: it has answered on it. */
    private static Socket greeted(RedisServer server) throws Exception {
        Socket socket = new Socket(server.host(), server.port());
        socket.getOutputStream().write("PING\r\n".getBytes(US_ASCII));
        assertThat(new String(socket.getInputStream().readNBytes(7), US_ASCII)).isEqualTo("+PONG\r\n");
        return socket;
    }

    @Test
    void a_slow_script_now_and_then_does_not_alarm() throws Exception {
        double limit = SLOW.latency().warn().orElseThrow();
        AtomicBoolean done = new AtomicBoolean();
        try (RedisServer server = RedisServer.start();
                Lab lab = Lab.at(server.uri(), probes -> probes.limits(PingLimits.class, limits -> SLOW))) {
            lab.ping();
            CompletableFuture<Void> scripts = CompletableFuture.runAsync(() -> spin(server, done));
            List<Result> results = new ArrayList<>();
            double longest = 0;
            while (longest < limit) {
                Result result = lab.ping();
                results.add(result);
                longest = Math.max(longest, result.observations().get(1).value());
            }
            done.set(true);
            scripts.join();

            // At least one PING waited longer than the limit, and no result says so.
            assertThat(results).extracting(Result::status).containsOnly(Status.UP);
        } finally {
            done.set(true);
        }
    }

    /** Runs a script that takes 1 s, again and again with pauses between that leave room for many a PING. */
    private static void spin(RedisServer server, AtomicBoolean done) {
        String script = "local t=redis.call('TIME') local s=t[1]*1000000+t[2] repeat t=redis.call('TIME') until"
                + " t[1]*1000000+t[2]-s>1000000";
        try (Admin admin = Admin.of(server)) {
            while (!done.get()) {
                admin.run("EVAL", script, "0");
                LockSupport.parkNanos(Duration.ofSeconds(3).toNanos());
            }
        }
    }

    @Test
    void a_median_beyond_a_limit_is_slow() throws Exception {
        Threshold always = Threshold.above(Duration.ofNanos(1), Duration.ofNanos(1));
        try (RedisServer server = RedisServer.start();
                Lab warned = Lab.at(server.uri(), latency(always.warnOnly()));
                Lab failed = Lab.at(server.uri(), latency(always))) {
            assertThat(warned.ping().status()).isEqualTo(Status.DEGRADED);
            assertThat(failed.ping().status()).isEqualTo(Status.DOWN);
            assertThat(failed.ping().cause()).isEqualTo("redis.slow");
        }
    }

    private static UnaryOperator<RedisProbes> latency(Threshold threshold) {
        return probes -> probes.limits(PingLimits.class, limits -> limits.latency(threshold));
    }

    @Test
    void a_script_that_never_ends_is_named_and_leaves_the_connection_usable() throws Exception {
        try (RedisServer server = RedisServer.start(ServerOptions.defaults().withSetting("lua-time-limit", "50"));
                Admin admin = Admin.of(server);
                Lab lab = Lab.at(server.uri())) {
            lab.ping();
            CompletableFuture<Void> script = CompletableFuture.runAsync(() -> {
                try (Admin runner = Admin.of(server)) {
                    runner.run("EVAL", "while true do end", "0");
                } catch (JedisDataException e) {
                    // It was killed.
                }
            });
            await().untilAsserted(() -> assertThat(lab.ping().cause()).isEqualTo("redis.script"));
            Result memory = lab.memory();
            admin.run("SCRIPT", "KILL");
            script.join();

            assertThat(memory.status()).isEqualTo(Status.UNKNOWN);
            assertThat(memory.cause()).isEqualTo("redis.script");
            assertThat(lab.ping().status()).isEqualTo(Status.UP);
        }
    }

    @Test
    void a_server_that_loads_its_data_is_degraded_at_first_and_down_after_a_minute() throws Exception {
        ServerOptions options =
                ServerOptions.defaults().withSetting("rdbcompression", "no").withSetting("key-load-delay", "3000");
        try (RedisServer server = RedisServer.start(options);
                Lab lab = Lab.at(server.uri())) {
            try (Admin admin = Admin.of(server)) {
                admin.run("DEBUG", "POPULATE", "1500", "key", "20000");
            }
            server.stop();
            CompletableFuture<Void> loading = CompletableFuture.runAsync(server::restart);
            await().untilAsserted(() -> {
                lab.waitOutBackoff();
                assertThat(lab.ping().cause()).isEqualTo("redis.loading");
            });
            Result early = lab.ping();
            lab.clock.advance(Duration.ofSeconds(61));
            Result late = lab.ping();
            loading.join();

            assertThat(early.status()).isEqualTo(Status.DEGRADED);
            assertThat(early.summary()).contains("% loaded");
            assertThat(late.status()).isEqualTo(Status.DOWN);
            assertThat(lab.ping().status()).isEqualTo(Status.UP);
        }
    }

    @Test
    void a_server_that_cannot_save_and_refuses_writes_is_down() throws Exception {
        try (RedisServer server = RedisServer.start();
                Admin admin = Admin.of(server);
                Lab lab = Lab.at(server.uri())) {
            admin.run("CONFIG", "SET", "dir", "/proc");
            admin.run("BGSAVE");
            await().untilAsserted(() -> assertThat(lab.ping().cause()).isEqualTo("redis.misconf"));
            assertThat(lab.ping().subjects()).containsExactly(Subject.endpoint(server.host(), server.port()));
        }
    }
}
