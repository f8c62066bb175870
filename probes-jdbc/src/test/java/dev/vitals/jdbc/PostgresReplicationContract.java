package dev.vitals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.jdbc.limits.ReplicationLimits;
import dev.vitals.jdbc.limits.SlotLimits;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Size;
import dev.vitals.probe.Status;
import dev.vitals.probe.Threshold;
import dev.vitals.testkit.PostgresServer;
import dev.vitals.testkit.ProbeHarness;
import dev.vitals.testkit.network.ClosedPort;
import dev.vitals.testkit.options.ServerOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the checks of replication and slots must see on every PostgreSQL we support, from both sides. */
abstract class PostgresReplicationContract {
    static final String PASSWORD = "canary-5d1e";
    private static final Duration INSTANT = Duration.ofMillis(1);

    private final List<AutoCloseable> open = new ArrayList<>();
    private Client admin;

    abstract PostgresServer server();

    @BeforeEach
    void make_roles_and_a_table() throws Exception {
        admin = client(server());
        admin.run(
                "drop table if exists orders",
                "create table orders as select n as id, repeat('x', 1000) as note from generate_series(1, 10) n",
                "do $$ begin if not exists (select from pg_roles where rolname = 'blind')"
                        + " then create role blind login password '" + PASSWORD + "'; end if; end $$",
                "select pg_drop_replication_slot(slot_name) from pg_replication_slots");
    }

    @AfterEach
    void close_everything() throws Exception {
        admin.run(
                "alter system reset synchronous_standby_names",
                "alter system reset synchronous_commit",
                "select pg_reload_conf()");
        for (AutoCloseable closeable : open) {
            closeable.close();
        }
    }

    @Test
    void a_primary_without_standbys_and_slots_is_well_even_for_a_role_without_grants() throws Exception {
        for (JdbcProbes probes : List.of(probes(server()), blind(server()))) {
            assertThat(Checks.run(probes, "replication"))
                    .extracting(Result::status, Result::summary)
                    .containsExactly(Status.UP, "primary, no standby is connected");
            assertThat(Checks.run(probes, "slots"))
                    .extracting(Result::status, Result::summary)
                    .containsExactly(Status.UP, "no replication slots");
        }
    }

    @Test
    void fewer_standbys_than_there_must_be_is_a_finding() throws Exception {
        Result result = Checks.run(
                probes(server())
                        .limits(
                                ReplicationLimits.class,
                                r -> r.standbys(Threshold.countBelow(0, 0).failOnly())),
                "replication");

        assertThat(result)
                .extracting(Result::status, Result::cause, Result::summary)
                .containsExactly(Status.DOWN, "replication.standby-missing", "no standby is connected");
    }

    @Test
    void a_standby_that_stops_answering_falls_behind_in_bytes() throws Exception {
        PostgresServer standby = standby();
        ProbeHarness harness = Checks.harness(
                probes(server())
                        .limits(
                                ReplicationLimits.class,
                                r -> r.behind(Threshold.above(Size.ofBytes(1), Size.ofGibibytes(1_024)))),
                "replication");
        Result level = await(harness, one -> one.status() == Status.UP);
        assertThat(level.summary()).isEqualTo("primary, 1 standby connection, at most 0 B behind");

        standby.freeze();
        admin.run("update orders set note = repeat('y', 1000)");

        Result result = await(harness, one -> one.status() == Status.DEGRADED);
        assertThat(result.cause()).isEqualTo("replication.lag");
        assertThat(result.summary())
                .startsWith("standby 'second' at 127.0.0.1 is ")
                .contains(" behind (warn 1 B)");
        standby.thaw();
        assertThat(await(harness, one -> one.status() == Status.UP).cause()).isEqualTo("ok");
    }

    @Test
    void a_synchronous_standby_that_is_away_is_missed_by_name() throws Exception {
        standby();
        ProbeHarness harness = Checks.harness(probes(server()), "replication");
        await(harness, one -> one.summary().contains("1 standby"));

        admin.run("alter system set synchronous_standby_names = 'ANY 1 (\"SECOND\", \"o''brien\")'");
        admin.run("select pg_reload_conf()");

        Result result = await(harness, one -> one.status() == Status.DEGRADED);
        assertThat(result.cause()).isEqualTo("replication.sync-missing");
        assertThat(result.summary()).isEqualTo("synchronous standby 'o'brien' does not stream");
    }

    @Test
    void commits_that_wait_for_a_standby_are_down() throws Exception {
        admin.run("alter system set synchronous_standby_names = 'FIRST 1 (third)'", "select pg_reload_conf()");

        Result result = await(Checks.harness(probes(server()), "replication"), one -> one.status() == Status.DOWN);

        assertThat(result.summary())
                .isEqualTo("synchronous standby 'third' does not stream:"
                        + " every commit that asks for synchronous replication waits");
    }

    @Test
    void a_missing_standby_is_no_alarm_where_commits_do_not_wait_for_it() throws Exception {
        admin.run(
                "alter system set synchronous_commit = 'local'",
                "alter system set synchronous_standby_names = 'FIRST 1 (third)'",
                "select pg_reload_conf()");
        Awaitility.await()
                .until(() -> admin.ask("select current_setting('synchronous_standby_names')")
                        .contains("third"));

        assertThat(Checks.run(probes(server()), "replication").status()).isEqualTo(Status.UP);
    }

    @Test
    void an_idle_primary_makes_no_lag() throws Exception {
        ProbeHarness harness = Checks.harness(impatient(standby()), "replication");

        await(harness, one -> one.summary().equals("standby, level with its primary"));

        assertThat(harness.check().status()).isEqualTo(Status.UP);
    }

    @Test
    void a_paused_replay_is_shown_and_becomes_lag() throws Exception {
        PostgresServer standby = standby();
        ProbeHarness harness = Checks.harness(impatient(standby), "replication");
        await(harness, one -> one.status() == Status.UP);
        Client inside = client(standby).run("select pg_wal_replay_pause()");
        assertThat(await(harness, one -> one.summary().contains("paused")).status())
                .isEqualTo(Status.UP);

        admin.run("update orders set note = repeat('z', 1000)");

        Result result = await(harness, one -> one.status() == Status.DEGRADED);
        assertThat(result.cause()).isEqualTo("replication.paused");
        assertThat(commands(result)).containsExactly("SELECT pg_wal_replay_resume()");
        inside.run("select pg_wal_replay_resume()");
        await(harness, one -> one.status() == Status.UP);
    }

    @Test
    void a_standby_that_lost_its_primary_is_not_level_though_it_has_replayed_everything() throws Exception {
        PostgresServer standby = standby();
        ProbeHarness patient = Checks.harness(probes(standby), "replication");
        ProbeHarness impatient = Checks.harness(impatient(standby), "replication");
        await(patient, one -> one.summary().equals("standby, level with its primary"));

        server().stop();
        try {
            Result result = await(impatient, one -> one.status() == Status.DEGRADED);
            assertThat(result.cause()).isEqualTo("replication.broken");
            assertThat(await(patient, one -> one.summary().endsWith("hears nothing from its primary"))
                            .status())
                    .as("a restart of the primary is shorter than the limit")
                    .isEqualTo(Status.UP);
        } finally {
            server().restart();
            admin = client(server());
        }
    }

    @Test
    void a_role_without_grants_does_not_know_on_either_side() throws Exception {
        PostgresServer standby = standby();
        await(
                Checks.harness(probes(standby), "replication"),
                one -> one.summary().equals("standby, level with its primary"));

        Result below = Checks.run(blind(standby), "replication");
        Result above = Checks.run(blind(server()), "replication");

        assertThat(below.status()).isEqualTo(Status.UNKNOWN);
        assertThat(below.summary())
                .isEqualTo("whether this standby still hears from its primary is hidden from role 'blind'");
        assertThat(below.observations())
                .as("it may be behind without our seeing it")
                .noneMatch(seen -> seen.name().equals("replication.lag"));
        assertThat(above.status()).isEqualTo(Status.UNKNOWN);
        assertThat(above.cause()).isEqualTo("db.permission");
        assertThat(above.summary()).isEqualTo("the lag of 1 standby connection is hidden from role 'blind'");
        assertThat(above.observations()).extracting(seen -> seen.name()).containsExactly("replication.standbys");
        assertThat(commands(above)).containsExactly("GRANT pg_monitor TO \"blind\"");
    }

    @Test
    void a_standby_that_is_promoted_between_two_samples_is_a_healthy_primary() throws Exception {
        PostgresServer standby = standby();
        JdbcProbes probes = impatient(standby);
        ProbeHarness harness = Checks.harness(probes, "replication");
        await(harness, one -> one.summary().equals("standby, level with its primary"));
        ProbeHarness slots = Checks.harness(probes, "slots");
        assertThat(slots.check().status()).isEqualTo(Status.UP);

        client(standby).run("select pg_promote()");

        Result result = await(harness, one -> !one.summary().startsWith("standby"));
        assertThat(result.status()).isEqualTo(Status.UP);
        assertThat(slots.check().status()).isEqualTo(Status.UP);
    }

    @Test
    void a_slot_without_a_reader_is_reported_with_what_drops_it() throws Exception {
        admin.run("select pg_create_physical_replication_slot('left_behind', true)");
        ProbeHarness patient = Checks.harness(probes(server()), "slots");
        ProbeHarness impatient = Checks.harness(
                probes(server())
                        .limits(
                                SlotLimits.class,
                                s -> s.inactive(
                                        Threshold.above(INSTANT, INSTANT).warnOnly())),
                "slots");

        assertThat(patient.check().status()).isEqualTo(Status.UP);
        Result result = await(impatient, one -> one.status() == Status.DEGRADED);

        assertThat(result.cause()).isEqualTo("slots.inactive");
        assertThat(result.summary()).startsWith("slot 'left_behind' has had no reader for ");
        assertThat(commands(result)).containsExactly("SELECT pg_drop_replication_slot('left_behind')");
    }

    @Test
    void a_slot_without_a_reader_that_fills_the_disk_is_down() throws Exception {
        admin.run("select pg_create_physical_replication_slot('greedy', true)");
        admin.run("update orders set note = repeat('w', 1000)");

        Result result = Checks.run(
                probes(server())
                        .limits(
                                SlotLimits.class,
                                s -> s.retained(Threshold.above(Size.ofBytes(1), Size.ofBytes(1))
                                        .failOnly())),
                "slots");

        assertThat(result.status()).isEqualTo(Status.DOWN);
        assertThat(result.summary()).contains("(fail 1 B), keeps ");
    }

    @Test
    void a_subscription_that_cannot_connect_is_cut_off_even_for_a_role_without_grants() throws Exception {
        try (ClosedPort nobody = ClosedPort.reserve()) {
            admin.run(
                    "create subscription orders connection 'host=127.0.0.1 port=" + nobody.port()
                            + "' publication p with (connect = false, slot_name = 'orders')",
                    "create subscription idle connection 'host=127.0.0.1' publication p with (connect = false,"
                            + " slot_name = 'idle')");
            ProbeHarness patient = Checks.harness(probes(server()), "replication");
            assertThat(patient.check().status())
                    .as("one that nobody has enabled yet")
                    .isEqualTo(Status.UP);

            admin.run("alter subscription orders enable");

            for (JdbcProbes probes : List.of(impatient(server()), impatient(blind(server())))) {
                Result result = await(Checks.harness(probes, "replication"), one -> one.status() == Status.DEGRADED);
                assertThat(result.cause()).isEqualTo("replication.subscription-cut-off");
                assertThat(result.summary())
                        .startsWith("subscription 'orders' of database '")
                        .contains(" has received nothing for ");
            }
            assertThat(patient.check().status()).as("a moment").isEqualTo(Status.UP);
        } finally {
            dropSubscriptions();
        }
    }

    @Test
    void a_subscription_that_waits_for_a_lock_names_the_session_that_holds_it() throws Exception {
        try (SubscribedNotes notes = new SubscribedNotes(server(), "", "")) {
            waitsForARow(notes);
        }
    }

    /** One that is connected, and whose process waits, is not cut off. */
    void waitsForARow(SubscribedNotes notes) throws Exception {
        ProbeHarness harness = Checks.harness(impatient(server()), "replication");
        notes.there().run("insert into notes values (1)");
        Awaitility.await()
                .until(() -> notes.here().ask("select count(*) from notes").equals("1"));
        await(harness, one -> one.status() == Status.UP);
        try (Client holder = Client.of(server(), "billing")) {
            holder.run("begin", "update notes set id = id");
            notes.there().run("delete from notes");

            Result result = await(harness, one -> one.cause().startsWith("replication."));

            assertThat(result.cause()).isEqualTo("replication.subscription-waiting");
            assertThat(result.summary()).contains(": it waits for a lock of pid " + holder.pid());
            assertThat(commands(result)).containsExactly("SELECT pg_terminate_backend(" + holder.pid() + ")");
            assertThat(result.subjects()).hasSize(1);
            holder.run("rollback");
        }
        await(harness, one -> one.status() == Status.UP);
    }

    private void dropSubscriptions() throws Exception {
        for (String name : List.of("orders", "idle")) {
            if (!admin.ask("select count(*) from pg_subscription where subname = '" + name + "'")
                    .equals("0")) {
                admin.run(
                        "alter subscription " + name + " disable",
                        "alter subscription " + name + " set (slot_name = none)",
                        "drop subscription " + name);
            }
        }
    }

    PostgresServer standby() {
        PostgresServer standby = server().standby(ServerOptions.defaults().withSetting("cluster_name", "second"));
        open.add(standby);
        return standby;
    }

    static Result await(ProbeHarness harness, Predicate<Result> expected) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(100))
                .until(harness::check, expected);
    }

    static List<String> commands(Result result) {
        return result.remedies().stream()
                .map(Remedy::command)
                .flatMap(java.util.Optional::stream)
                .toList();
    }

    JdbcProbes probes(PostgresServer server) {
        return opened(JdbcProbes.of("db", server.jdbcUrl(), server.user(), server.password()), one -> one);
    }

    private JdbcProbes blind(PostgresServer server) {
        return opened(JdbcProbes.of("db", server.jdbcUrl(), "blind", PASSWORD), one -> one);
    }

    /** Behind at once, but never down. */
    JdbcProbes impatient(PostgresServer server) {
        return impatient(probes(server));
    }

    private JdbcProbes impatient(JdbcProbes probes) {
        return opened(
                probes,
                one -> one.limits(ReplicationLimits.class, r -> r.lag(Threshold.above(INSTANT, Duration.ofHours(1)))));
    }

    private JdbcProbes opened(JdbcProbes probes, UnaryOperator<JdbcProbes> change) {
        JdbcProbes changed = change.apply(probes);
        open.add(0, changed);
        return changed;
    }

    private Client client(PostgresServer server) throws Exception {
        Client client = Client.of(server, "admin");
        open.add(0, client);
        return client;
    }
}
