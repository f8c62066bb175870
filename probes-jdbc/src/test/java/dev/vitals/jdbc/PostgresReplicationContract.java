package dev.vitals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.vitals.jdbc.limits.DatabaseLimits;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.testkit.PostgresServer;
import dev.vitals.testkit.ServerOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the checks of replication and slots must see on both sides of every PostgreSQL we support, with any role. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PostgresReplicationContract {
    private static final String PASSWORD = "canary-9f3a";
    private static final Duration AT_ONCE = Duration.ofNanos(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final PostgresServer primary;
    private PostgresServer standby;
    private Client writer;

    PostgresReplicationContract(String version) {
        primary = PostgresServer.start(ServerOptions.defaults()
                .withVersion(version)
                .withSetting("wal_level", "logical")
                .withUser("app", PASSWORD));
    }

    @BeforeAll
    void start() throws Exception {
        writer = Client.of(primary, "writer").run("create table orders (id int, note text)");
        standby = primary.standby(ServerOptions.defaults().withSetting("cluster_name", "it's b"));
        awaitStreaming();
    }

    @AfterAll
    void stop() throws Exception {
        writer.close();
        standby.close();
        primary.close();
    }

    @Test
    void a_standby_that_keeps_up_is_up_on_both_sides_however_idle_the_primary_is() throws Exception {
        awaitReplayed();

        Result there = check(primary, "replication", l -> l.replication(r -> r.behind(1, 1)));
        Result here = check(standby, "replication", l -> l.replication(r -> r.lag(AT_ONCE, AT_ONCE)));

        assertThat(there)
                .extracting(Result::status, Result::summary)
                .containsExactly(Status.UP, "1 standby, at most 0 B behind");
        assertThat(here)
                .extracting(Result::status, Result::summary)
                .containsExactly(Status.UP, "standby, everything received is replayed");
        assertThat(here.observations())
                .extracting(Observation::name, Observation::value)
                .contains(tuple("replication.lag", 0.0));
    }

    @Test
    void a_standby_that_hangs_falls_behind_and_is_told_by_name() throws Exception {
        standby.freeze();
        try {
            write();

            Result result = check(primary, "replication", l -> l.replication(r -> r.behind(1_000, 1L << 40)));

            assertThat(result.status()).isEqualTo(Status.DEGRADED);
            assertThat(result.cause()).isEqualTo("replication.lag");
            assertThat(result.summary())
                    .startsWith("standby 'it''s b' at 127.0.0.1 is ")
                    .contains("(limit 1000 B)");
            assertThat(check(primary, "replication", l -> l.replication(r -> r.behind(1, 1_000)))
                            .status())
                    .isEqualTo(Status.DOWN);
        } finally {
            standby.thaw();
        }
    }

    @Test
    void a_standby_that_has_not_replied_for_long_is_cut_off() throws Exception {
        standby.freeze();
        try {
            Result result = check(
                    primary,
                    "replication",
                    l -> l.replication(r -> r.lag(AT_ONCE, HOUR).behind(1L << 40, 1L << 40)));

            assertThat(result)
                    .extracting(Result::status, Result::cause)
                    .containsExactly(Status.DEGRADED, "replication.broken");
            assertThat(result.summary()).contains("has not replied for");
        } finally {
            standby.thaw();
        }
    }

    @Test
    void a_paused_replay_is_told_with_how_to_go_on() throws Exception {
        write();
        awaitReplayed();
        Client reader = Client.of(standby, "reader").run("select pg_wal_replay_pause()");
        try {
            write();
            awaitTrue(reader, "select pg_last_wal_receive_lsn() > pg_last_wal_replay_lsn()");

            Result result = check(standby, "replication", l -> l.replication(r -> r.lag(AT_ONCE, HOUR)));

            assertThat(result)
                    .extracting(Result::status, Result::cause)
                    .containsExactly(Status.DEGRADED, "replication.lag");
            assertThat(result.summary()).contains("replay is paused");
            assertThat(commands(result)).containsExactly("SELECT pg_wal_replay_resume();");
        } finally {
            reader.run("select pg_wal_replay_resume()").close();
        }
    }

    @Test
    void a_standby_without_its_primary_is_cut_off_but_no_further_behind_than_since_then() throws Exception {
        awaitReplayed();
        JdbcProbes probes = probes(standby, l -> l.replication(r -> r.lag(AT_ONCE, HOUR)));
        try (Client reader = Client.of(standby, "reader")) {
            assertThat(Checks.run(probes, "replication").status()).isEqualTo(Status.UP);
            writer.close();
            primary.stop();
            awaitTrue(reader, "select count(*) = 0 from pg_stat_wal_receiver");
            pause();

            Result result = Checks.run(probes, "replication");

            assertThat(result)
                    .extracting(Result::status, Result::cause)
                    .containsExactly(Status.DEGRADED, "replication.broken");
            assertThat(result.summary()).contains("its primary is not heard of");
        } finally {
            probes.close();
            primary.restart();
            writer = Client.of(primary, "writer");
            awaitStreaming();
        }
    }

    @Test
    void a_synchronous_standby_that_is_not_there_is_down() throws Exception {
        String commit = "set synchronous_commit = local";
        writer.run(commit, "alter system set synchronous_standby_names = 'ANY 2 (nobody, \"it''s b\")'", reload());
        try {
            awaitTrue(writer, "select current_setting('synchronous_standby_names') <> ''");
            awaitTrue(writer, "select count(*) = 1 from pg_stat_replication where sync_state = 'quorum'");

            Result result = check(primary, "replication", l -> l);

            assertThat(result)
                    .extracting(Result::status, Result::cause)
                    .containsExactly(Status.DOWN, "replication.sync-missing");
            assertThat(result.summary()).startsWith("commits wait: 1 of 2 synchronous standbys");
        } finally {
            writer.run("alter system reset synchronous_standby_names", reload());
        }
        awaitTrue(writer, "select current_setting('synchronous_standby_names') = ''");
        assertThat(check(primary, "replication", l -> l).status()).isEqualTo(Status.UP);
    }

    @Test
    void where_no_commit_waits_a_synchronous_standby_is_not_missed() throws Exception {
        writer.run(
                "set synchronous_commit = local",
                "alter system set synchronous_standby_names = 'nobody'",
                "alter system set synchronous_commit = local",
                reload());
        try {
            awaitTrue(writer, "select current_setting('synchronous_standby_names') <> ''");

            assertThat(check(primary, "replication", l -> l).status()).isEqualTo(Status.UP);
        } finally {
            writer.run(
                    "alter system reset synchronous_standby_names", "alter system reset synchronous_commit", reload());
        }
    }

    @Test
    void fewer_standbys_than_there_must_be_is_a_finding() throws Exception {
        assertThat(check(primary, "replication", l -> l.replication(r -> r.standbys(2))))
                .extracting(Result::status, Result::cause, Result::summary)
                .containsExactly(Status.DEGRADED, "replication.broken", "1 of 2 standbys are connected");
    }

    @Test
    void a_role_without_rights_does_not_know_how_far_standbys_are_and_says_what_to_grant() throws Exception {
        try (JdbcProbes probes = JdbcProbes.of("db", primary.jdbcUrl(), "app", PASSWORD)) {
            Result result = Checks.run(probes, "replication");

            assertThat(result)
                    .extracting(Result::status, Result::cause)
                    .containsExactly(Status.UNKNOWN, "db.privilege");
            assertThat(commands(result)).containsExactly("GRANT pg_monitor TO \"app\";");
        }
    }

    @Test
    void a_role_without_rights_knows_that_a_standby_keeps_up() throws Exception {
        awaitReplayed();
        try (JdbcProbes probes = JdbcProbes.of("db", standby.jdbcUrl(), "app", PASSWORD)) {
            assertThat(Checks.run(probes, "replication").status()).isEqualTo(Status.UP);
        }
    }

    @Test
    void a_role_without_rights_does_not_take_a_silent_primary_for_a_healthy_one() throws Exception {
        awaitReplayed();
        try (JdbcProbes probes = JdbcProbes.of("db", standby.jdbcUrl(), "app", PASSWORD)
                .limits(l -> l.replication(r -> r.lag(Duration.ofSeconds(59), HOUR)))) {
            Result result = Checks.run(probes, "replication");

            assertThat(result)
                    .extracting(Result::status, Result::cause)
                    .containsExactly(Status.UNKNOWN, "db.privilege");
        }
    }

    @Test
    void a_slot_without_a_consumer_is_told_with_what_it_keeps_and_how_to_drop_it() throws Exception {
        writer.run("select pg_create_physical_replication_slot('lazy', true)");
        try {
            write();
            Result idle = check(primary, "slots", l -> l.slots(s -> s.inactive(AT_ONCE)));
            Result full = check(primary, "slots", l -> l.slots(s -> s.kept(1)));
            Result calm = check(primary, "slots", l -> l);

            assertThat(idle)
                    .extracting(Result::status, Result::cause)
                    .containsExactly(Status.DEGRADED, "slots.inactive");
            assertThat(idle.summary()).startsWith("slot 'lazy' has had no consumer for ");
            assertThat(commands(idle)).containsExactly("SELECT pg_drop_replication_slot('lazy');");
            assertThat(full).extracting(Result::status, Result::cause).containsExactly(Status.DOWN, "slots.inactive");
            assertThat(calm.status()).isEqualTo(Status.UP);
        } finally {
            writer.run("select pg_drop_replication_slot('lazy')");
        }
        assertThat(check(primary, "slots", l -> l).summary()).isEqualTo("no replication slots");
    }

    @Test
    void a_slot_that_keeps_nothing_does_no_harm() throws Exception {
        writer.run("select pg_create_physical_replication_slot('empty')");
        try {
            assertThat(check(primary, "slots", l -> l.slots(s -> s.inactive(AT_ONCE)))
                            .status())
                    .isEqualTo(Status.UP);
        } finally {
            writer.run("select pg_drop_replication_slot('empty')");
        }
    }

    @Test
    void slots_on_a_standby_may_wait_for_its_promotion() throws Exception {
        try (Client reader =
                Client.of(standby, "reader").run("select pg_create_physical_replication_slot('spare', true)")) {
            assertThat(check(
                                    standby,
                                    "slots",
                                    l -> l.slots(s -> s.inactive(AT_ONCE).kept(1)))
                            .status())
                    .isEqualTo(Status.UP);
            reader.run("select pg_drop_replication_slot('spare')");
        }
    }

    /** A slot that has lost its log, where the server tells: from PostgreSQL 13 on. */
    void a_lost_slot() throws Exception {
        writer.run("select pg_create_physical_replication_slot('late', true)");
        writer.run("alter system set max_slot_wal_keep_size = '1MB'", reload());
        try {
            for (int i = 0; i < 4; i++) {
                write();
                writer.run("select pg_switch_wal()");
            }
            writer.run("checkpoint");
            awaitTrue(writer, "select wal_status = 'lost' from pg_replication_slots where slot_name = 'late'");

            Result result = check(primary, "slots", l -> l);

            assertThat(result).extracting(Result::status, Result::cause).containsExactly(Status.DOWN, "slots.lost");
        } finally {
            writer.run(
                    "select pg_drop_replication_slot('late')", "alter system reset max_slot_wal_keep_size", reload());
        }
    }

    @Test
    void a_standby_that_becomes_a_primary_between_two_looks_raises_no_alarm() throws Exception {
        awaitReplayed();
        try (PostgresServer heir = primary.standby();
                JdbcProbes probes = probes(heir, l -> l);
                Client observer = Client.of(heir, "observer")) {
            assertThat(Checks.run(probes, "replication").summary()).startsWith("standby");
            observer.run("select pg_promote()");
            awaitTrue(observer, "select not pg_is_in_recovery()");
            pause();

            for (String check : List.of("replication", "slots", "connect", "locks", "transactions", "wraparound")) {
                assertThat(Checks.run(probes, check).status()).as(check).isEqualTo(Status.UP);
            }
            assertThat(Checks.run(probes, "replication").summary()).isEqualTo("no standby is connected");
        }
    }

    private void write() throws Exception {
        writer.run("insert into orders select n, repeat('x', 100) from generate_series(1, 1000) n");
    }

    /** Readings are shared for a second. */
    private static void pause() {
        long start = System.nanoTime();
        awaitTrue(() -> System.nanoTime() - start > Duration.ofMillis(1_050).toNanos());
    }

    private void awaitStreaming() {
        awaitTrue(writer, "select count(*) > 0 from pg_stat_replication where state = 'streaming'");
    }

    private void awaitReplayed() {
        awaitTrue(
                writer,
                "select count(*) > 0 from pg_stat_replication where replay_lsn = pg_current_wal_lsn()"
                        + " and application_name like 'it%'");
    }

    private static void awaitTrue(Client client, String query) {
        awaitTrue(() -> client.ask(query).equals("t"));
    }

    private static void awaitTrue(Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(condition);
    }

    private static String reload() {
        return "select pg_reload_conf()";
    }

    private static Result check(PostgresServer server, String check, UnaryOperator<DatabaseLimits> limits)
            throws Exception {
        try (JdbcProbes probes = probes(server, limits)) {
            return Checks.run(probes, check);
        }
    }

    private static JdbcProbes probes(PostgresServer server, UnaryOperator<DatabaseLimits> limits) {
        return JdbcProbes.of("db", server.jdbcUrl(), server.user(), server.password())
                .limits(limits);
    }

    private static List<String> commands(Result result) {
        return result.remedies().stream()
                .map(Remedy::command)
                .flatMap(Optional::stream)
                .toList();
    }
}
