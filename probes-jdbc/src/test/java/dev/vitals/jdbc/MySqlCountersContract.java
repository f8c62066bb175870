package dev.vitals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.jdbc.limits.DeadlockLimits;
import dev.vitals.jdbc.limits.MySqlStatementLimits;
import dev.vitals.jdbc.limits.ThreadLimits;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Threshold;
import dev.vitals.testkit.ProbeHarness;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the checks of threads, deadlocks and slow statements must see of either product, and what a round costs. */
abstract class MySqlCountersContract extends MySqlContract {
    private MySqlClient observer;

    @BeforeEach
    void make_users_and_a_table() throws Exception {
        observer = keep(MySqlClient.of(server()));
        observer.run(
                "drop table if exists orders",
                "create table orders (id int primary key, state varchar(20)) engine = InnoDB",
                "insert into orders values (1, 'new'), (2, 'new')",
                "drop user if exists app, monitor",
                "create user app identified by '" + PASSWORD + "'",
                "create user monitor identified by '" + PASSWORD + "'",
                "grant process on *.* to monitor",
                "grant select on performance_schema.* to monitor",
                "grant " + (isMariaDb() ? "slave monitor" : "replication client") + " on *.* to monitor",
                "set global slow_query_log = on");
    }

    @Test
    void settings_by_which_a_crash_costs_commits_are_noted() throws Exception {
        String before = observer.ask("select @@global.innodb_flush_log_at_trx_commit");
        try {
            observer.run("set global innodb_flush_log_at_trx_commit = 2");

            Result noted = check(as("monitor"), "transactions");

            assertThat(noted.status()).isEqualTo(Status.UP);
            assertThat(notes(noted)).anyMatch(note -> note.startsWith("innodb_flush_log_at_trx_commit is 2: "));
            observer.run("set global innodb_flush_log_at_trx_commit = 1");
            assertThat(notes(check(as("monitor"), "transactions")))
                    .noneMatch(note -> note.startsWith("innodb_flush_log"));
        } finally {
            observer.run("set global innodb_flush_log_at_trx_commit = " + before);
        }
    }

    @Test
    void deadlocks_before_the_first_sample_do_not_count_and_those_after_do() throws Exception {
        deadlock();
        ProbeHarness harness = Checks.harness(
                as("monitor")
                        .limits(
                                DeadlockLimits.class,
                                d -> d.deadlocks(Threshold.countAbove(1, 1).warnOnly())),
                "deadlocks");
        assertThat(harness.check())
                .extracting(Result::status, Result::summary)
                .containsExactly(Status.UP, "counting deadlocks from here on");
        deadlock();
        harness.advance(Duration.ofSeconds(10));

        Result result = patience().until(harness::check, seen -> seen.status() == Status.DEGRADED);

        assertThat(result.cause()).isEqualTo("deadlocks.frequent");
        assertThat(result.summary()).isEqualTo("1 deadlock in the last 5 m (warn 1)");
        assertThat(commands(result)).containsExactly("SHOW ENGINE INNODB STATUS\\G");
    }

    @Test
    void counters_that_a_restart_sets_back_are_no_events() throws Exception {
        deadlock();
        ProbeHarness harness = Checks.harness(
                as("monitor")
                        .limits(
                                DeadlockLimits.class,
                                d -> d.deadlocks(Threshold.countAbove(1, 1).warnOnly())),
                "deadlocks");
        harness.check();

        server().restart();
        patience().until(() -> harness.check().status() != Status.UNKNOWN);

        assertThat(harness.check().status()).isEqualTo(Status.UP);
    }

    @Test
    void a_server_that_does_not_look_for_deadlocks_is_not_free_of_them() throws Exception {
        MySqlClient observer = client();
        observer.run("set global innodb_deadlock_detect = OFF");
        try {
            Result result = check(admin(), "deadlocks");

            assertThat(result.status()).isEqualTo(Status.UNKNOWN);
            assertThat(result.cause()).isEqualTo("db.not-reported");
            assertThat(commands(result)).containsExactly("SET GLOBAL innodb_deadlock_detect = ON");
            assertThat(result.observations()).isEmpty();
        } finally {
            observer.run("set global innodb_deadlock_detect = ON");
        }
    }

    @Test
    void an_account_that_may_not_count_deadlocks_does_not_know() throws Exception {
        Result result = check(as("app"), "deadlocks");

        if (isMariaDb()) {
            assertThat(result.status()).isEqualTo(Status.UP);
        } else {
            assertThat(result.status()).isEqualTo(Status.UNKNOWN);
            assertThat(commands(result)).containsExactly("GRANT SELECT ON performance_schema.* TO 'app'@'%'");
        }
    }

    @Test
    void slow_statements_are_a_check_where_the_server_counts_them() throws Exception {
        for (String log : List.of("off", "on")) {
            observer.run("set global slow_query_log = " + log);
            try (JdbcProbes probes = as("app")) {
                assertThat(applies(probes)).as("before anything was read").isFalse();
                Checks.run(probes, "threads");

                assertThat(applies(probes)).as("slow log " + log).isEqualTo(isMariaDb() || log.equals("on"));
            }
        }
    }

    private static boolean applies(JdbcProbes probes) {
        return Checks.applying(probes).stream().anyMatch(check -> check.name().endsWith(".statements"));
    }

    @Test
    void a_server_that_counts_no_slow_statements_is_not_taken_for_a_fast_one() throws Exception {
        observer.run("set global slow_query_log = off");
        try {
            Result result = check(as("app"), "statements");

            if (isMariaDb()) {
                assertThat(result.status()).isEqualTo(Status.UP);
            } else {
                assertThat(result)
                        .extracting(Result::status, Result::cause)
                        .containsExactly(Status.UNKNOWN, "statements.not-counted");
                assertThat(commands(result)).containsExactly("SET GLOBAL slow_query_log = ON");
            }
        } finally {
            observer.run("set global slow_query_log = on");
        }
    }

    @Test
    void threads_pile_up_only_when_several_samples_in_a_row_show_it() throws Exception {
        client().startInBackground("select sleep(60), 'geheim'", observer);
        ProbeHarness harness = Checks.harness(
                as("monitor")
                        .limits(
                                ThreadLimits.class,
                                t -> t.running(Threshold.countAbove(2, 2).warnOnly())
                                        .samples(3)),
                "threads");
        assertThat(harness.check().status()).isEqualTo(Status.UP);
        assertThat(harness.check().status()).isEqualTo(Status.UP);

        Result result = keepResult(harness.check());

        assertThat(result.status()).isEqualTo(Status.DEGRADED);
        assertThat(result.cause()).isEqualTo("threads.piling-up");
        assertThat(result.summary()).contains("(warn 2), in 3 samples in a row");
        assertThat(rows(result, "running, longest first"))
                .anyMatch(row -> row.get(3).equals("select sleep(?), ?"));
        assertThat(result.toString()).doesNotContain("geheim");
    }

    @Test
    void slow_statements_are_counted_from_the_first_sample_on() throws Exception {
        client().run("set long_query_time = 0", "select * from orders");
        Threshold any = Threshold.countAbove(1, 1).warnOnly();
        ProbeHarness harness =
                Checks.harness(as("app").limits(MySqlStatementLimits.class, s -> s.slow(any)), "statements");
        assertThat(harness.check()).isEqualTo(Result.up("counting slow statements from now on"));
        client().run("set long_query_time = 0", "select * from orders", "select * from orders");

        Result result = patience().until(harness::check, seen -> seen.status() == Status.DEGRADED);

        assertThat(result.cause()).isEqualTo("statements.slow");
        assertThat(result.observations()).singleElement().satisfies(rate -> {
            assertThat(rate.name()).isEqualTo("statements.slow.recent");
            assertThat(rate.value()).isBetween(1.0, 10.0);
            assertThat(rate.threshold()).contains(any);
        });
    }

    @Test
    void the_diagnosis_shows_which_users_are_connected_and_which_statements_take_time() throws Exception {
        client();
        for (String user : List.of("monitor", "app")) {
            assertThat(Checks.harness(as(user), "connections").diagnose())
                    .singleElement()
                    .satisfies(sessions -> assertThat(((Evidence.Table) sessions).rows())
                            .anyMatch(row -> row.get(1).equals(user)));
        }
        assertThat(Checks.harness(as("app"), "queries").diagnose().toString())
                .contains("GRANT SELECT ON performance_schema.* TO 'app'@'%'");
        List<Evidence> top = Checks.harness(as("monitor"), "queries").diagnose();
        if (isMariaDb()) {
            assertThat(top.toString()).contains("performance_schema records no statements on this server");
        } else {
            assertThat(((Evidence.Table) top.get(0)).rows()).isNotEmpty();
        }
    }

    @Test
    void all_checks_of_a_healthy_server_together_ask_at_most_ten_questions() throws Exception {
        observer.run("set global log_output = 'TABLE'", "truncate mysql.general_log", "set global general_log = on");
        try {
            for (String check : names()) {
                Result result = check(round(), check);
                assertThat(result.status()).as(check + " " + result).isEqualTo(Status.UP);
            }
        } finally {
            observer.run("set global general_log = off");
        }

        String asked = "select count(*) from mysql.general_log where user_host like '%monitor%'"
                + " and command_type = 'Query' and (argument like 'select%' or argument like 'show%'"
                + " or argument like 'set statement%')"
                // MariaDB's driver puts its own bound in front of these, too.
                + " and argument not like '%START TRANSACTION%' and argument not like '%ROLLBACK%'"
                + " and argument not like '%SESSION sql_mode%'";
        assertThat(Integer.parseInt(observer.ask(asked))).isBetween(7, 10);
        assertThat(observer.ask("select count(*) from mysql.general_log where user_host like '%monitor%'"
                        + " and command_type = 'Connect'"))
                .isEqualTo("1");
    }

    private JdbcProbes round;

    private JdbcProbes round() {
        if (round == null) {
            round = as("monitor");
        }
        return round;
    }

    private List<String> names() {
        return round().checks().stream()
                .filter(check -> check.probe().applies())
                .map(check -> check.name().substring("db.".length()))
                .toList();
    }

    private void deadlock() throws Exception {
        MySqlClient one = client().run("begin", "update orders set state = 'x' where id = 1");
        MySqlClient two = client().run("begin", "update orders set state = 'x' where id = 2");
        two.waitForRow("update orders set state = 'x' where id = 1", observer);
        try {
            one.run("update orders set state = 'x' where id = 2");
        } catch (SQLException e) {
            assertThat(e.getErrorCode()).isEqualTo(1213);
        }
        one.close();
        two.close();
    }

    private static ConditionFactory patience() {
        return Awaitility.await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(300));
    }
}
