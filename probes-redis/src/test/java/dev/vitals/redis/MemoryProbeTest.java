package dev.vitals.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.Evidence;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Unit;
import dev.vitals.redis.limits.MemoryLimits;
import dev.vitals.testkit.RedisServer;
import dev.vitals.testkit.options.ServerOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MemoryProbeTest {
    private static final ServerOptions SMALL = ServerOptions.defaults().withSetting("maxmemory", "8mb");

    @Test
    void a_server_with_room_is_up_with_its_level() throws Exception {
        try (RedisServer server = RedisServer.start(SMALL.withSetting("maxmemory", "100mb"));
                Lab lab = Lab.at(server.uri())) {
            Result result = lab.memory();

            assertThat(result.status()).isEqualTo(Status.UP);
            assertThat(result.summary()).matches("[0-9.]+ % of 100 MiB \\(warn 80 %\\), noeviction");
            assertThat(result.evidence()).isEmpty();
        }
    }

    @Test
    void a_server_that_must_keep_all_is_degraded_near_its_limit() throws Exception {
        try (RedisServer server = RedisServer.start(SMALL);
                Admin admin = Admin.of(server);
                Lab lab = Lab.at(server.uri(), probes -> probes.limits(MemoryLimits.class, MemoryProbeTest::half))) {
            admin.fill(430);
            Result result = lab.memory();

            assertThat(result.status()).isEqualTo(Status.DEGRADED);
            assertThat(result.cause()).isEqualTo("redis.memory.high");
            assertThat(ratio(result).threshold()).hasValue(Threshold.ratioAbove(0.50, 0.99));
            assertThat(ratio(result).unit()).isEqualTo(Unit.RATIO);
        }
    }

    @Test
    void a_limit_far_below_what_is_in_use_is_raised_above_that() throws Exception {
        ServerOptions tiny = ServerOptions.defaults().withSetting("maxmemory", "1");
        try (RedisServer server = RedisServer.start(tiny);
                Lab lab = Lab.at(server.uri())) {
            Result result = lab.memory();

            long limit = result.remedies().stream()
                    .flatMap(remedy -> remedy.command().stream())
                    .filter(command -> command.contains("CONFIG SET maxmemory "))
                    .mapToLong(command -> Long.parseLong(command.substring(command.lastIndexOf(' ') + 1)))
                    .findFirst()
                    .orElseThrow();
            assertThat(result.cause()).isEqualTo("redis.memory.full");
            assertThat(limit).isGreaterThan(800_000);
        }
    }

    @Test
    void a_full_server_that_must_keep_all_is_down_and_says_that_writes_are_refused() throws Exception {
        try (RedisServer server = RedisServer.start(SMALL);
                Admin admin = Admin.of(server);
                Lab lab = Lab.at(server.uri())) {
            lab.memory();
            int written = admin.fill(10_000);
            lab.clock.advance(Duration.ofSeconds(2));
            Result result = lab.memory();

            assertThat(written).isLessThan(10_000);
            assertThat(result.status()).isEqualTo(Status.DOWN);
            assertThat(result.cause()).isEqualTo("redis.memory.full");
            assertThat(result.summary())
                    .startsWith("1 write refused for lack of memory since the previous sample (fail 1); ");
            assertThat(result.remedies())
                    .extracting(Remedy::command)
                    .contains(Optional.of(
                            "redis-cli -h 127.0.0.1 -p " + server.port() + " CONFIG SET maxmemory 12582912"));
            assertThat(result.evidence()).singleElement().isInstanceOf(Evidence.Table.class);
        }
    }

    @Test
    void refused_writes_count_once_and_the_level_remains() throws Exception {
        try (RedisServer server = RedisServer.start(SMALL);
                Admin admin = Admin.of(server);
                Lab lab = Lab.at(server.uri())) {
            admin.fill(10_000);
            Result first = lab.memory();
            lab.clock.advance(Duration.ofSeconds(2));
            Result second = lab.memory();

            // Nothing was refused since the first sample, and refusals before it are history.
            assertThat(List.of(first, second)).extracting(Result::status).containsOnly(Status.DOWN);
            assertThat(List.of(first, second)).extracting(Result::summary).noneMatch(text -> text.contains("since"));
        }
    }

    @Test
    void a_cache_at_its_limit_is_up_and_shows_what_it_drops() throws Exception {
        try (RedisServer server = RedisServer.start(SMALL.withSetting("maxmemory-policy", "allkeys-lru"));
                Admin admin = Admin.of(server);
                Lab lab = Lab.at(server.uri())) {
            admin.fill(800);
            lab.memory();
            lab.harness("memory").advance(Duration.ofSeconds(10));
            lab.clock.advance(Duration.ofSeconds(10));
            admin.fill(400);
            Result result = lab.memory();

            assertThat(result.status()).isEqualTo(Status.UP);
            assertThat(ratio(result).value()).isGreaterThan(0.9);
            assertThat(ratio(result).threshold()).isEmpty();
            assertThat(result.summary()).matches(".* % of 8 MiB, allkeys-lru, drops [1-9][0-9.]* keys/s");
        }
    }

    @Test
    void a_server_that_may_drop_expiring_keys_is_high_and_not_full_while_it_has_some() throws Exception {
        try (RedisServer server = RedisServer.start(SMALL.withSetting("maxmemory-policy", "volatile-lru"));
                Admin admin = Admin.of(server);
                Lab lab = Lab.at(server.uri())) {
            admin.run("SET", "expiring", "x", "EX", "1000");
            admin.fill(600);
            Result result = lab.memory();

            assertThat(result.status()).isEqualTo(Status.DOWN);
            assertThat(result.cause()).isEqualTo("redis.memory.high");
            assertThat(result.summary()).contains("volatile-lru, may drop 1 key");
        }
    }

    @Test
    void no_limit_is_up_with_the_number() throws Exception {
        try (RedisServer server = RedisServer.start();
                Lab lab = Lab.at(server.uri())) {
            Result result = lab.memory();

            assertThat(result.status()).isEqualTo(Status.UP);
            assertThat(result.summary()).matches("[0-9.]+ [KM]iB, no limit");
            assertThat(result.observations())
                    .extracting(Observation::name)
                    .containsExactly("redis.memory.used", "redis.memory.host.ratio");
        }
    }

    @Test
    void a_user_with_the_right_to_ping_alone_is_unknown_with_the_right_to_grant() throws Exception {
        ServerOptions options = ServerOptions.defaults().withUser("pinger", "secret", "+ping");
        try (RedisServer server = RedisServer.start(options);
                Admin admin = Admin.of(server);
                Lab lab = Lab.at(server.uri("pinger", "secret"))) {
            Result result = lab.memory();

            assertThat(result.status()).isEqualTo(Status.UNKNOWN);
            assertThat(result.cause()).isEqualTo("redis.permission");
            assertThat(result.remedies())
                    .extracting(Remedy::command)
                    .containsExactly(
                            Optional.of("redis-cli -h 127.0.0.1 -p " + server.port() + " ACL SETUSER pinger +info"));
            assertThat(lab.ping().status()).isEqualTo(Status.UP);

            // Exactly the command of the remedy is enough.
            admin.run("ACL", "SETUSER", "pinger", "+info");
            lab.waitOutBackoff();
            assertThat(lab.memory().status()).isEqualTo(Status.UP);
        }
    }

    @Test
    void a_denial_is_not_asked_for_again_in_every_round() throws Exception {
        ServerOptions options = ServerOptions.defaults().withUser("pinger", "secret", "+ping");
        try (RedisServer server = RedisServer.start(options);
                Admin admin = Admin.of(server);
                Lab lab = Lab.at(server.uri("pinger", "secret"))) {
            for (int i = 0; i < 4; i++) {
                assertThat(lab.memory().cause()).isEqualTo("redis.permission");
                lab.clock.advance(Duration.ofSeconds(10));
            }
            assertThat(admin.info("errorstats", "errorstat_NOPERM")).isEqualTo("count=1");
        }
    }

    @Test
    void counters_that_a_restart_reset_are_no_growth() throws Exception {
        try (RedisServer server = RedisServer.start(SMALL);
                Lab lab = Lab.at(server.uri())) {
            try (Admin admin = Admin.of(server)) {
                admin.fill(10_000);
                admin.run("SET", "one", "more");
            } catch (redis.clients.jedis.exceptions.JedisDataException e) {
                // Refused, as intended.
            }
            lab.memory();
            server.kill();
            server.restart();
            lab.clock.advance(Duration.ofSeconds(2));
            Result result = lab.memory();

            assertThat(result.status()).isEqualTo(Status.UP);
            assertThat(result.observations()).extracting(Observation::name).doesNotContain("redis.writes.refused");
        }
    }

    @Test
    void a_server_that_is_gone_leaves_memory_unknown_with_its_reason() throws Exception {
        try (RedisServer server = RedisServer.start();
                Lab lab = Lab.at(server.uri())) {
            server.stop();
            Result result = lab.memory();

            assertThat(result.status()).isEqualTo(Status.UNKNOWN);
            assertThat(result.cause()).isEqualTo("redis.refused");
        }
    }

    @Test
    void a_round_of_all_checks_asks_info_once() throws Exception {
        try (RedisServer server = RedisServer.start();
                Admin admin = Admin.of(server);
                Lab lab = Lab.at(server.uri())) {
            for (int round = 0; round < 3; round++) {
                lab.ping();
                lab.memory();
                lab.harness("memory").diagnose();
                lab.clock.advance(Duration.ofSeconds(10));
            }
            // The admin's own call is counted after it has answered.
            assertThat(admin.info("commandstats", "cmdstat_info")).startsWith("calls=3,");
        }
    }

    @Test
    void a_diagnosis_shows_the_keys_of_each_database_and_the_server() throws Exception {
        try (RedisServer server = RedisServer.start();
                Admin admin = Admin.of(server);
                Lab lab = Lab.at(server.uri())) {
            admin.run("SET", "stays", "x");
            admin.run("SET", "goes", "x", "EX", "100");

            List<Evidence> evidence = lab.harness("memory").diagnose();

            assertThat(evidence)
                    .element(1)
                    .isEqualTo(new Evidence.Table(
                            "keys",
                            List.of("database", "keys", "that expire", "that stay"),
                            List.of(List.of("db0", "2", "1", "1"))));
            assertThat(evidence).extracting(Evidence::title).containsExactly("memory advice", "keys", "server");
        }
    }

    @Test
    void a_diagnosis_says_what_stands_out_in_the_memory_and_a_ping_s_all_the_server_says() throws Exception {
        try (RedisServer server = RedisServer.start(ServerOptions.defaults().withSetting("save", ""));
                Admin admin = Admin.of(server);
                Lab lab = Lab.at(server.uri())) {
            assertThat(lab.harness("memory").diagnose())
                    .first()
                    .satisfies(advice -> assertThat(advice.toString()).contains("less than 5 MiB in use"));
            admin.fill(1_000);
            lab.pass(Duration.ofSeconds(2));
            assertThat(lab.harness("memory").diagnose().get(0).toString()).contains("nothing stands out");
            for (int i = 0; i <= 1_000; i++) {
                admin.run("SCRIPT", "LOAD", "return " + i);
            }
            admin.fill(3_000);
            admin.run("FLUSHALL");
            admin.fill(1_000);
            lab.pass(Duration.ofSeconds(2));

            assertThat(lab.harness("memory").diagnose().get(0).toString())
                    .contains("the peak was", "1001 scripts are cached");
            assertThat(((Evidence.Text) lab.harness("ping").diagnose().get(0)).lines())
                    .contains("redis_mode:standalone", "role:master");
        }
    }

    private static Observation ratio(Result result) {
        return result.observations().stream()
                .filter(seen -> seen.name().equals("redis.memory.used.ratio"))
                .findFirst()
                .orElseThrow();
    }

    private static MemoryLimits half(MemoryLimits limits) {
        return limits.used(Threshold.ratioAbove(0.50, 0.99));
    }
}
