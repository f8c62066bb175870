package dev.vitals.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Threshold;
import dev.vitals.redis.limits.RedisQueue;
import dev.vitals.testkit.RedisServer;
import dev.vitals.testkit.RequiresProgram;
import dev.vitals.testkit.options.ServerOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueueTest {
    private static final Threshold FEW = Threshold.countAbove(2, 4);
    private static final Threshold YOUNG = Threshold.above(Duration.ofMinutes(1), Duration.ofMinutes(10));

    private static RedisServer server;

    @BeforeAll
    static void start() {
        server = RedisServer.start(ServerOptions.defaults().withUser("app", "secret", "+ping"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void empty() {
        try (Admin admin = Admin.of(server)) {
            admin.run("FLUSHALL");
        }
    }

    @Test
    void a_missing_list_is_empty_and_a_long_one_is_degraded_then_down() throws Exception {
        try (Admin admin = Admin.of(server);
                Lab lab = queue(RedisQueue.list("jobs").depth(FEW))) {
            Result empty = lab.check("jobs");
            admin.run("LPUSH", "jobs", "1", "2");
            Result some = lab.check("jobs");
            admin.run("LPUSH", "jobs", "3", "4");
            Result many = lab.check("jobs");

            assertThat(empty.summary()).isEqualTo("0 entries (warn 2)");
            assertThat(some.status()).isEqualTo(Status.DEGRADED);
            assertThat(many.status()).isEqualTo(Status.DOWN);
            assertThat(many.cause()).isEqualTo("redis.queue.deep");
            assertThat(many.summary()).isEqualTo("4 entries (fail 4)");
        }
    }

    @Test
    void a_list_is_as_old_as_its_oldest_entry_says_and_unknown_if_that_says_nothing() throws Exception {
        RedisQueue jobs = RedisQueue.list("jobs").age(YOUNG).oldest(RedisQueue.End.RIGHT, Instant::parse);
        try (Admin admin = Admin.of(server);
                Lab lab = queue(jobs)) {
            admin.run("LPUSH", "jobs", "2020-01-01T00:00:00Z", Instant.now().toString());
            Result old = lab.check("jobs");
            admin.run("RPUSH", "jobs", "canary");
            Result unclear = lab.check("jobs");

            assertThat(old.status()).isEqualTo(Status.DOWN);
            assertThat(old.cause()).isEqualTo("redis.queue.old");
            assertThat(unclear.status()).isEqualTo(Status.UNKNOWN);
            assertThat(unclear.cause()).isEqualTo("redis.queue.uncounted");
            assertThat(unclear.toString()).doesNotContain("canary");
        }
    }

    @Test
    void a_sorted_set_by_time_has_an_age_once_its_first_entry_is_due() throws Exception {
        RedisQueue jobs = RedisQueue.sortedSet("jobs").age(YOUNG).scores(RedisQueue.Scores.EPOCH_SECONDS);
        try (Admin admin = Admin.of(server);
                Lab lab = queue(jobs)) {
            admin.run("ZADD", "jobs", "" + (Instant.now().getEpochSecond() + 3_600), "later");
            Result future = lab.check("jobs");
            admin.run("ZADD", "jobs", "" + (Instant.now().getEpochSecond() - 120), "overdue");
            Result overdue = lab.check("jobs");

            assertThat(future.status()).isEqualTo(Status.UP);
            assertThat(overdue.status()).isEqualTo(Status.DEGRADED);
            assertThat(overdue.cause()).isEqualTo("redis.queue.old");
        }
    }

    @Test
    void a_stream_is_as_old_as_its_first_entry() throws Exception {
        try (Admin admin = Admin.of(server);
                Lab lab = queue(RedisQueue.stream("jobs").age(YOUNG).depth(FEW))) {
            admin.run("XADD", "jobs", ago(120) + "-0", "a", "b");

            assertThat(lab.check("jobs").status()).isEqualTo(Status.DEGRADED);
        }
    }

    @Test
    void before_redis_7_the_age_of_what_a_group_has_not_been_given_is_known_and_its_number_is_not() throws Exception {
        try (Admin admin = Admin.of(server);
                Lab age = queue(RedisQueue.stream("jobs", "workers").age(YOUNG));
                Lab depth = queue(RedisQueue.stream("jobs", "workers").depth(FEW))) {
            admin.run("XADD", "jobs", ago(120) + "-0", "a", "b");
            assertThat(age.check("jobs").cause()).isEqualTo("redis.queue.group");
            admin.run("XGROUP", "CREATE", "jobs", "workers", "0");

            assertThat(age.check("jobs").status()).isEqualTo(Status.DEGRADED);
            assertThat(depth.check("jobs").cause()).isEqualTo("redis.queue.uncounted");

            admin.run("XREADGROUP", "GROUP", "workers", "one", "STREAMS", "jobs", ">");
            assertThat(age.check("jobs").status()).isEqualTo(Status.DEGRADED);

            admin.run("XACK", "jobs", "workers", lastId(admin));
            assertThat(age.check("jobs").status()).isEqualTo(Status.UP);
        }
    }

    @Test
    @RequiresProgram("redis-server")
    void from_redis_7_on_what_a_group_has_not_done_is_counted(@TempDir Path directory) throws Exception {
        try (InstalledRedis installed = new InstalledRedis(directory)) {
            URI uri = installed.server();
            try (Admin admin = Admin.at(uri);
                    Lab lab = Lab.at(
                            uri,
                            probes -> probes.queue(
                                    "jobs", RedisQueue.stream("jobs", "workers").depth(FEW)))) {
                admin.run("XGROUP", "CREATE", "jobs", "workers", "$", "MKSTREAM");
                admin.run("XADD", "jobs", "*", "a", "b");
                admin.run("XREADGROUP", "GROUP", "workers", "one", "STREAMS", "jobs", ">");
                admin.run("XADD", "jobs", "*", "a", "b");

                assertThat(lab.check("jobs").summary()).isEqualTo("2 entries (warn 2)");
            }
        }
    }

    @Test
    void another_type_is_named_and_a_user_without_rights_gets_all_that_it_takes() throws Exception {
        RedisQueue jobs = RedisQueue.list("jo*bs").depth(FEW);
        try (Admin admin = Admin.of(server);
                Lab lab = queue(jobs);
                Lab app = Lab.at(server.uri("app", "secret"), probes -> probes.queue("jobs", jobs))) {
            admin.run("SET", "jo*bs", "x");
            assertThat(lab.check("jobs").cause()).isEqualTo("redis.wrongtype");
            admin.run("DEL", "jo*bs");

            Result denied = app.check("jobs");
            assertThat(denied.status()).isEqualTo(Status.UNKNOWN);
            assertThat(denied.remedies().get(0).command().orElseThrow())
                    .endsWith("ACL SETUSER app +llen +lindex '~jo\\*bs'");

            admin.run("ACL", "SETUSER", "app", "+llen", "+lindex", "~jo\\*bs");
            app.waitOutBackoff();
            assertThat(app.check("jobs").status()).isEqualTo(Status.UP);
        }
    }

    @Test
    void it_is_read_in_the_database_of_the_address() throws Exception {
        URI third = URI.create(server.uri() + "/3");
        try (Admin admin = Admin.of(server);
                Lab lab = Lab.at(
                        third,
                        probes -> probes.queue("jobs", RedisQueue.list("jobs").depth(FEW)))) {
            admin.run("SELECT", "3");
            admin.run("LPUSH", "jobs", "1", "2", "3", "4");

            assertThat(lab.check("jobs").status()).isEqualTo(Status.DOWN);
        }
    }

    @Test
    void names_that_are_taken_and_limits_that_are_missing_are_faults() {
        RedisProbes probes = RedisProbes.of("cache", URI.create("redis://localhost"));

        RedisQueue deep = RedisQueue.list("jobs").depth(FEW);
        assertThat(probes.queue("memory", deep)
                        .queue("jobs", deep)
                        .queue("jobs", deep)
                        .queue("My Jobs", deep)
                        .faults())
                .containsExactly(
                        "'cache' has a check 'memory' already",
                        "'cache' has a check 'jobs' already",
                        "a queue's name must be of lower-case letters, digits and '-' but was 'My Jobs'");
        assertThat(RedisProbes.ofSentinel("watch", URI.create("redis://localhost"))
                        .queue("jobs", deep)
                        .faults())
                .containsExactly("queue 'watch.jobs': 'watch' is a sentinel, which holds no data");
        assertThat(probes.queue("jobs", RedisQueue.list("jobs"))
                        .queue("old", RedisQueue.list("old").age(YOUNG))
                        .faults())
                .containsExactly(
                        "queue 'cache.jobs': it has no limit: set depth(…) or age(…)",
                        "queue 'cache.old': a list does not say how old its entries are: set oldest(…), or no age(…)");
    }

    private static String lastId(Admin admin) {
        Object pending = ((java.util.List<?>) admin.run("XPENDING", "jobs", "workers")).get(1);
        return new String((byte[]) pending, java.nio.charset.StandardCharsets.US_ASCII);
    }

    private static long ago(int seconds) {
        return Instant.now().minusSeconds(seconds).toEpochMilli();
    }

    private static Lab queue(RedisQueue queue) {
        return Lab.at(server.uri(), probes -> probes.queue("jobs", queue));
    }
}
