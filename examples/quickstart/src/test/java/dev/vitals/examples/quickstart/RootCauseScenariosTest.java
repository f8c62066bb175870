package dev.vitals.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.zaxxer.hikari.HikariDataSource;
import dev.vitals.VitalsBuilder;
import dev.vitals.format.Access;
import dev.vitals.format.TextFormat;
import dev.vitals.host.DiskProbe;
import dev.vitals.host.ThrottledContainer;
import dev.vitals.http.HttpProbe;
import dev.vitals.jdbc.JdbcProbes;
import dev.vitals.jdbc.TrackedDataSource;
import dev.vitals.probe.Threshold;
import dev.vitals.redis.RedisProbes;
import dev.vitals.redis.limits.RedisQueue;
import dev.vitals.report.Report;
import dev.vitals.report.RootCause;
import dev.vitals.report.RootCause.Symptom;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;

/** One fault on real servers, many red checks: which is named, and what follows from it. */
class RootCauseScenariosTest extends Scenes {
    @Test
    void a_session_idle_in_transaction_blocks_until_the_pool_is_exhausted_and_pages_are_slow() throws Exception {
        HikariDataSource pool = pool();
        URI page = shop.page("/orders", () -> askOrGiveUp(pool));
        Connection billing = kept(session());
        billing.setAutoCommit(false);
        execute(billing, "update orders set state = 'paid' where id = 1");
        for (int i = 0; i < 2 * POOL; i++) {
            workers.execute(() -> place(pool));
        }

        Report report = await(
                watch().add(database(pool)).check("orders-page", slowAbove(page), this::often),
                "orders-db.locks",
                "orders-db.pool",
                "orders-page");

        assertThat(root(report).symptoms()).extracting(Symptom::check).contains("orders-db.pool", "orders-page");
        assertThat(report.check("orders-db.locks").orElseThrow().cause()).isEqualTo("locks.blocked");
    }

    @Test
    void a_database_that_is_down_empties_the_pool_and_fails_the_login() {
        HikariDataSource pool = pool();
        URI page = shop.page("/login", () -> ask(pool));
        VitalsBuilder watch = watch().add(database(pool))
                .check("login", HttpProbe.get(page.toString()), c -> often(c).dependsOn("orders-db.connect"));
        for (int i = 0; i < 2 * POOL; i++) {
            workers.execute(() -> place(pool));
        }
        postgres.stop();

        Report report = await(watch, "orders-db.connect", "orders-db.pool", "login");

        assertThat(report.check("orders-db.connect").orElseThrow().cause()).isEqualTo("db.refused");
        assertThat(root(report).symptoms()).extracting(Symptom::check).contains("orders-db.pool", "login");
    }

    @Test
    void a_full_disk_makes_the_database_refuse_to_write(@TempDir Path temporary) throws Exception {
        Path disk = mount(temporary);
        HikariDataSource pool = pool();
        VitalsBuilder watch = watch().add(database(pool)
                        .query(
                                "report",
                                "select count(*) from (select md5(n::text) from generate_series(1, 400000) n"
                                        + " order by 1) sorted",
                                settings -> settings))
                .policy(
                        "orders-db.report",
                        c -> often(c).timeout(Duration.ofSeconds(15))
                                .every(Duration.ofSeconds(15))
                                .maxAge(Duration.ofSeconds(60)))
                .check("disk", DiskProbe.at(disk), this::often);
        Files.write(disk.resolve("dump.hprof"), new byte[(int) disk.toFile().getUsableSpace()]);

        Report report = await(watch, "disk", "orders-db.report");

        assertThat(report.check("disk").orElseThrow().cause()).isEqualTo("disk.full");
        assertThat(root(report).symptoms()).extracting(Symptom::check).containsExactly("orders-db.report");
    }

    @Test
    void a_Redis_that_is_down_fails_the_session_check_and_the_queue() {
        UnifiedJedis sessions = RedisClient.create(redis.uri());
        open.add(sessions);
        URI page = shop.page("/session", () -> sessions.set("session:1", "x"));
        VitalsBuilder watch = watch().add(RedisProbes.of("sessions", redis.uri())
                        .queue("jobs", RedisQueue.list("jobs").depth(Threshold.countAbove(1_000, 10_000)))
                        .policy("ping", this::often)
                        .policy("jobs", this::often))
                .check("session-page", HttpProbe.get(page.toString()), c -> often(c).dependsOn("sessions.ping"));
        redis.stop();

        Report report = await(watch, "sessions.ping", "sessions.jobs", "session-page");

        assertThat(root(report).symptoms()).extracting(Symptom::check).contains("sessions.jobs", "session-page");
    }

    /** The quota of a container cannot be had everywhere: the kernel's files are made, what is late is real. */
    @Test
    void a_throttled_container_is_one_root_for_everything_that_is_late_at_once(@TempDir Path files) throws Exception {
        VitalsBuilder watch = watch().check("cpu", new ThrottledContainer(files), this::oftenHere);
        List<String> late = new ArrayList<>(List.of("cpu"));
        for (int i = 1; i <= 9; i++) {
            URI page = shop.page("/page-" + i, () -> Thread.sleep(300));
            watch.check("page-" + i, slowAbove(page), this::often);
            late.add("page-" + i);
        }

        Report report = await(watch, late.toArray(new String[0]));

        assertThat(report.check(root(report).check()).orElseThrow().cause()).isEqualTo("cpu.throttled");
        assertThat(root(report).symptoms()).hasSize(9);
        assertThat(report.check("cpu").orElseThrow().result().summary())
                .startsWith("62 % of the periods of the last minute ended with this container stopped");
    }

    @Test
    void a_leak_that_empties_the_pool_of_an_idle_database_names_the_frame_that_leaks() throws Exception {
        HikariDataSource pool = pool();
        TrackedDataSource tracked = TrackedDataSource.of(pool);
        new LeakyJob(tracked, open).run();
        URI page = shop.page("/orders", () -> askOrGiveUp(tracked));

        Report report = await(
                watch().add(database(tracked)).check("orders-page", slowAbove(page), this::often),
                "orders-db.pool",
                "orders-page");

        assertThat(root(report).check()).isEqualTo("orders-db.pool");
        assertThat(TextFormat.DEFAULT.render(report, Access.DETAIL)).contains("LeakyJob.borrow");
        assertThat(report.check("orders-db.locks").orElseThrow().cause()).isEqualTo("ok");
    }

    @Test
    void two_faults_that_have_nothing_to_do_with_each_other_are_two_roots() throws Exception {
        HikariDataSource pool = pool();
        VitalsBuilder watch = watch().add(database(pool))
                .add(RedisProbes.of("sessions", redis.uri()).policy("ping", this::often));
        block();
        redis.stop();

        Report report = await(watch, 2, "orders-db.locks", "sessions.ping");

        assertThat(report.verdict().rootCauses())
                .extracting(RootCause::check)
                .containsExactlyInAnyOrder("orders-db.locks", "sessions.ping");
    }

    /** Both might be why the page is slow, and nothing that was seen tells which. */
    @Test
    void evidence_that_does_not_decide_is_said_so() throws Exception {
        URI page = shop.page("/orders", () -> Thread.sleep(300));
        VitalsBuilder watch = watch().add(database(pool()))
                .add(JdbcProbes.of("billing-db", pool()).policy("locks", this::often))
                .check("orders-page", slowAbove(page), this::often);
        block();

        Report report = await(watch, 2, "orders-db.locks", "billing-db.locks", "orders-page");

        assertThat(TextFormat.DEFAULT.render(report, Access.DETAIL))
                .containsPattern(
                        "(orders|billing)-db.locks\\s+may\\s+as\\s+well:\\s+the\\s+evidence\\s+does\\s+not\\s+decide");
    }

    /** A small disk on which the database keeps its temporary files. */
    private Path mount(Path temporary) throws Exception {
        Path disk = Files.createDirectory(temporary.resolve("disk"));
        String[] command = {"mount", "-t", "tmpfs", "-o", "size=12m", "vitals-test", disk.toString()};
        if (new ProcessBuilder(command).start().waitFor() != 0) {
            abort("no right to mount a tmpfs");
        }
        open.add(() ->
                new ProcessBuilder("umount", "--lazy", disk.toString()).start().waitFor());
        for (Path each = disk; each != null && each.startsWith(temporary); each = each.getParent()) {
            each.toFile().setExecutable(true, false);
        }
        Path space = Files.createDirectory(disk.resolve("space"));
        try (Connection connection = session();
                Statement statement = connection.createStatement()) {
            statement.execute("select setting from pg_settings where name = 'data_directory'");
            try (var rows = statement.getResultSet()) {
                rows.next();
                Files.setOwner(space, Files.getOwner(Path.of(rows.getString(1))));
            }
            statement.execute("create tablespace small location '" + space + "'");
            statement.execute("alter role current_user set temp_tablespaces = 'small'");
        }
        open.add(RootCauseScenariosTest::forgetTablespace);
        return disk;
    }

    private static void forgetTablespace() throws SQLException {
        try (Connection connection = session()) {
            execute(connection, "alter role current_user reset temp_tablespaces");
            execute(connection, "drop tablespace small");
        }
    }

    /** Takes connections and gives none back. */
    private record LeakyJob(DataSource source, List<AutoCloseable> taken) {
        void run() throws SQLException {
            for (int i = 0; i < POOL; i++) {
                borrow();
            }
        }

        private void borrow() throws SQLException {
            taken.add(source.getConnection());
        }
    }
}
