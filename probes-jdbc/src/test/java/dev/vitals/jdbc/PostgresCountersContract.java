package dev.vitals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.jdbc.limits.DeadlockLimits;
import dev.vitals.jdbc.limits.WraparoundLimits;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Threshold;
import dev.vitals.testkit.PostgresServer;
import dev.vitals.testkit.ProbeHarness;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the checks of wraparound and deadlocks must see on every PostgreSQL we support, with any role. */
abstract class PostgresCountersContract {
    private static final String PASSWORD = "canary-9f3a";

    private final List<AutoCloseable> open = new ArrayList<>();
    private Client observer;

    abstract PostgresServer server();

    @BeforeEach
    void make_a_role_and_a_table() throws Exception {
        observer = client("observer");
        observer.run(
                "drop table if exists orders",
                "create table orders as select n as id, 'new' as state from generate_series(1, 10) n",
                "do $$ begin if not exists (select from pg_roles where rolname = 'app')"
                        + " then create role app login password '" + PASSWORD + "'; end if; end $$");
    }

    @AfterEach
    void close_everything() throws Exception {
        for (AutoCloseable closeable : open) {
            closeable.close();
        }
    }

    @Test
    void a_young_server_is_far_from_wraparound() throws Exception {
        Result result = Checks.run(app(), "wraparound");

        assertThat(result.status()).isEqualTo(Status.UP);
        assertThat(result.summary()).startsWith("oldest transaction number is ");
    }

    @Test
    void old_transaction_numbers_are_reported_with_their_database_template0_included() throws Exception {
        Result result = Checks.run(
                app().limits(WraparoundLimits.class, w -> w.xid(Threshold.countAbove(1, 2_000_000_000))), "wraparound");

        assertThat(result.status()).isEqualTo(Status.DEGRADED);
        assertThat(result.cause()).isEqualTo("wraparound.near");
        assertThat(((Evidence.Table) result.evidence().get(0)).rows())
                .extracting(row -> row.get(0))
                .contains("postgres", "template0", "template1");
        assertThat(result.remedies()).extracting(Remedy::advice).anyMatch(advice -> advice.contains("VACUUM (FREEZE)"));
    }

    @Test
    void a_server_that_counts_nothing_is_not_free_of_deadlocks() throws Exception {
        JdbcProbes probes = app();
        assertThat(Checks.run(probes, "deadlocks").status()).isEqualTo(Status.UP);
        observer.run("alter role app set track_counts = off");
        try {
            Result result = Checks.run(app(), "deadlocks");

            assertThat(result.status()).isEqualTo(Status.UNKNOWN);
            assertThat(result.cause()).isEqualTo("db.not-reported");
            assertThat(result.summary()).contains("track_counts is off");
            assertThat(result.observations()).isEmpty();
        } finally {
            observer.run("alter role app reset track_counts");
        }
    }

    @Test
    void transaction_numbers_over_the_second_limit_are_down() throws Exception {
        assertThat(Checks.run(
                                app().limits(WraparoundLimits.class, w -> w.xid(Threshold.countAbove(1, 1))),
                                "wraparound")
                        .status())
                .isEqualTo(Status.DOWN);
    }

    @Test
    void deadlocks_before_the_first_sample_do_not_count() throws Exception {
        deadlock();

        Result first = Checks.harness(impatient(), "deadlocks").check();

        assertThat(first)
                .extracting(Result::status, Result::summary)
                .containsExactly(Status.UP, "counting deadlocks from here on");
        assertThat(first.observations()).as("nothing was counted yet").isEmpty();
    }

    @Test
    void a_deadlock_between_two_samples_counts_and_rates_are_shown() throws Exception {
        ProbeHarness harness = counting(impatient());
        deadlock();

        Result result = await(harness, one -> one.status() == Status.DEGRADED);

        assertThat(result.cause()).isEqualTo("deadlocks.frequent");
        assertThat(result.summary()).isEqualTo("1 deadlock in the last 5 m (warn 1)");
        assertThat(result.observations())
                .extracting(Observation::name)
                .contains(
                        "deadlocks.recent",
                        "transactions.commit.rate",
                        "transactions.rollback.rate",
                        "transactions.rollback.ratio");
    }

    /** A database that could not be asked, on a busy machine, has not begun to count. */
    private static ProbeHarness counting(JdbcProbes probes) throws Exception {
        ProbeHarness harness = Checks.harness(probes, "deadlocks");
        await(harness, one -> one.summary().equals("counting deadlocks from here on"));
        return harness;
    }

    /** A reading serves all checks for a second, so that the next sample may not be the one. */
    private static Result await(ProbeHarness harness, Predicate<Result> expected) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () -> {
                            harness.advance(Duration.ofSeconds(10));
                            return harness.check();
                        },
                        expected);
    }

    private static boolean rates(Result result) {
        return result.observations().stream().anyMatch(one -> one.name().equals("transactions.commit.rate"));
    }

    @Test
    void a_single_deadlock_is_within_the_default() throws Exception {
        ProbeHarness harness = counting(app());
        deadlock();

        assertThat(await(harness, one -> one.summary().startsWith("1 deadlock "))
                        .status())
                .isEqualTo(Status.UP);
    }

    @Test
    void reset_statistics_are_no_deadlocks() throws Exception {
        deadlock();
        ProbeHarness harness = counting(impatient());
        String before = deadlocks();
        observer.run("select pg_stat_reset()");
        awaitDeadlocks("0", before);

        assertThat(await(harness, one -> !rates(one)).status())
                .as("rates are observed every time, but not across a reset")
                .isEqualTo(Status.UP);
    }

    @Test
    void rollbacks_count_when_a_limit_is_set() throws Exception {
        ProbeHarness unlimited = counting(app());
        ProbeHarness harness = counting(app().limits(
                        DeadlockLimits.class,
                        d -> d.rollbacks(Threshold.countAbove(100, 100).warnOnly())));
        Client client = client("undecided");
        for (int i = 0; i < 200; i++) {
            client.run("begin", "select 1", "rollback");
        }
        client.close();

        Result result = await(harness, one -> one.status() == Status.DEGRADED);

        assertThat(result.cause()).isEqualTo("rollbacks.frequent");
        assertThat(result.summary()).contains(" transactions rolled back in the last 5 m (warn 100)");
        assertThat(unlimited.check().status()).isEqualTo(Status.UP);
    }

    @Test
    void a_server_that_archives_nothing_is_well() throws Exception {
        assertThat(Checks.run(app(), "archiver"))
                .extracting(Result::status, Result::summary)
                .containsExactly(Status.UP, "archiving is off");
    }

    private void deadlock() throws Exception {
        String before = deadlocks();
        Client one = client("one")
                .run("set deadlock_timeout = '50ms'", "begin", "update orders set state = 'x' where id = 1");
        Client two = client("two")
                .run("set deadlock_timeout = '1min'", "begin", "update orders set state = 'x' where id = 2");
        two.waitFor("update orders set state = 'x' where id = 1", observer);
        try {
            one.run("update orders set state = 'x' where id = 2");
        } catch (SQLException e) {
            assertThat(e.getSQLState()).isEqualTo("40P01");
        }
        one.run("rollback");
        one.close();
        awaitDeadlocks(Integer.toString(Integer.parseInt(before) + 1), before);
        two.close();
    }

    /** The server's processes report their statistics with a delay. */
    private void awaitDeadlocks(String expected, String before) {
        Awaitility.await("deadlocks from " + before + " to " + expected)
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> deadlocks().equals(expected));
    }

    private String deadlocks() throws Exception {
        return observer.ask("select deadlocks from pg_stat_database where datname = current_database()");
    }

    /** One deadlock is too many. */
    private JdbcProbes impatient() {
        return app().limits(
                        DeadlockLimits.class,
                        d -> d.deadlocks(Threshold.countAbove(1, 1).warnOnly()));
    }

    private JdbcProbes app() {
        JdbcProbes probes = JdbcProbes.of("db", server().jdbcUrl(), "app", PASSWORD);
        open.add(probes);
        return probes;
    }

    private Client client(String application) throws Exception {
        Client client = Client.of(server(), application);
        open.add(0, client);
        return client;
    }
}
