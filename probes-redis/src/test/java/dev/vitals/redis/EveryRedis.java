package dev.vitals.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.exceptions.JedisDataException;

/** What must hold on every server that speaks Redis's protocol, from 7.0 on. */
abstract class EveryRedis {
    /** A server that a test can end and start again with its data. */
    interface Node {
        URI uri();

        /** Ends it without giving it a chance to save. */
        void kill() throws Exception;

        /** Starts it again; returns once it accepts connections. */
        void restart();
    }

    /** Starts a server that lives as long as the test; each setting is a name and a value. */
    abstract Node start(String... settings) throws Exception;

    @Test
    void every_check_of_a_healthy_server_is_up() throws Exception {
        Node node = start("maxmemory", "100mb");
        try (Lab lab = Lab.at(node.uri(), probes -> probes.with("latency"))) {
            lab.ping();
            for (int round = 0; round < 2; round++) {
                for (String check : List.of(
                        "ping",
                        "memory",
                        "fragmentation",
                        "clients",
                        "persistence",
                        "replication",
                        "slowlog",
                        "latency")) {
                    Result result = lab.check(check);
                    assertThat(result.status())
                            .as(check + ": " + result.summary())
                            .isEqualTo(Status.UP);
                }
                lab.pass(Duration.ofSeconds(10));
            }
            assertThat(lab.memory().summary()).matches("[0-9.]+ % of 100 MiB \\(warn 80 %\\), noeviction");
        }
    }

    @Test
    void a_full_server_that_must_keep_all_is_down() throws Exception {
        Node node = start("maxmemory", "8mb");
        try (Admin admin = Admin.at(node.uri());
                Lab lab = Lab.at(node.uri())) {
            lab.memory();
            admin.fill(10_000);
            lab.clock.advance(Duration.ofSeconds(2));
            Result result = lab.memory();

            assertThat(result.cause()).isEqualTo("redis.memory.full");
            assertThat(result.summary()).startsWith("1 write refused");
        }
    }

    @Test
    void a_user_with_the_right_to_ping_alone_costs_one_denial() throws Exception {
        URI uri = start().uri();
        URI pinger = new URI("redis", "pinger:secret", uri.getHost(), uri.getPort(), null, null, null);
        try (Admin admin = Admin.at(uri);
                Lab lab = Lab.at(pinger)) {
            admin.run("ACL", "SETUSER", "pinger", "on", ">secret", "+ping");

            assertThat(lab.ping().status()).isEqualTo(Status.UP);
            assertThat(lab.memory().cause()).isEqualTo("redis.permission");
            assertThat(admin.info("stats", "total_error_replies")).isEqualTo("1");
        }
    }

    @Test
    void a_replica_that_lost_its_master_and_may_not_serve_is_down() throws Exception {
        Node node = start("replicaof", "127.0.0.1 1", "replica-serve-stale-data", "no");
        try (Lab lab = Lab.at(node.uri())) {
            assertThat(lab.ping().cause()).isEqualTo("redis.masterdown");
        }
    }

    @Test
    void a_script_that_never_ends_is_down_and_names_it() throws Exception {
        Node node = start("lua-time-limit", "50");
        try (Admin admin = Admin.at(node.uri());
                Lab lab = Lab.at(node.uri())) {
            lab.ping();
            CompletableFuture<Void> script = CompletableFuture.runAsync(() -> endless(node.uri()));
            await().untilAsserted(() -> assertThat(lab.ping().cause()).isEqualTo("redis.script"));
            Result memory = lab.memory();
            admin.run("SCRIPT", "KILL");
            script.join();

            assertThat(memory.cause()).isEqualTo("redis.script");
            assertThat(memory.status()).isEqualTo(Status.UNKNOWN);
            assertThat(lab.ping().status()).isEqualTo(Status.UP);
        }
    }

    private static void endless(URI uri) {
        try (Admin runner = Admin.at(uri)) {
            runner.run("EVAL", "while true do end", "0");
        } catch (JedisDataException e) {
            // It was killed.
        }
    }

    @Test
    void a_server_that_loads_its_data_is_degraded_and_says_how_far_it_is() throws Exception {
        Node node = start("rdbcompression", "no", "key-load-delay", "3000", "enable-debug-command", "yes");
        try (Lab lab = Lab.at(node.uri())) {
            try (Admin admin = Admin.at(node.uri())) {
                admin.run("DEBUG", "POPULATE", "1500", "key", "20000");
                admin.run("SAVE");
            }
            node.kill();
            CompletableFuture<Void> loading = CompletableFuture.runAsync(node::restart);
            await().untilAsserted(() -> {
                lab.waitOutBackoff();
                assertThat(lab.ping().cause()).isEqualTo("redis.loading");
            });
            Result early = lab.ping();
            loading.join();

            assertThat(early.status()).isEqualTo(Status.DEGRADED);
            assertThat(early.summary()).contains("% loaded");
            await().untilAsserted(() -> {
                lab.waitOutBackoff();
                assertThat(lab.ping().status()).isEqualTo(Status.UP);
            });
        }
    }

    @Test
    void a_server_that_cannot_save_and_refuses_writes_is_down() throws Exception {
        Node node = start("save", "3600 1", "enable-protected-configs", "yes");
        try (Admin admin = Admin.at(node.uri());
                Lab lab = Lab.at(node.uri())) {
            lab.check("persistence");
            admin.run("CONFIG", "SET", "dir", "/proc");
            admin.run("BGSAVE");
            await().untilAsserted(() -> assertThat(lab.ping().cause()).isEqualTo("redis.misconf"));
            assertThat(admin.fill(1)).isZero();
            lab.pass(Duration.ofSeconds(2));

            assertThat(lab.check("persistence").cause()).isEqualTo("redis.misconf");
        }
    }
}
