package dev.vitals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.jdbc.limits.MySqlReplicationLimits;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Subject;
import dev.vitals.probe.Threshold;
import dev.vitals.testkit.MySqlFamilyServer;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the replication check must see on a real replica of either product, which is the server here. */
abstract class MySqlReplicationContract extends MySqlContract {
    private static final Threshold STOPPED_AT_ONCE = Threshold.above(Duration.ZERO, Duration.ZERO);

    MySqlClient primary;
    MySqlClient replica;

    abstract MySqlFamilyServer primary();

    /** What a source's login needs beside its password. */
    abstract String loginOptions();

    /** What to grant, as the check is to say. */
    abstract String right();

    /** Names a channel in {@code CHANGE MASTER} and {@code START SLAVE}: what comes before and after the rest. */
    abstract String named(String statement, String name, String rest);

    @BeforeEach
    void make_a_replica() throws Exception {
        primary = keep(MySqlClient.of(primary()));
        replica = keep(MySqlClient.of(server()));
        for (String name : new String[] {"", "'o''brien'"}) {
            stop(name);
        }
        replica.run("drop table if exists orders", "drop user if exists app, monitor");
        primary.run(
                "drop table if exists orders",
                "drop user if exists repl",
                "create user repl identified by '" + PASSWORD + "'",
                "grant replication slave on *.* to repl");
        follow("");
        primary.run("create table orders (id int primary key, state varchar(20)) engine = InnoDB");
        awaitTable();
        replica.run(
                "create user app identified by '" + PASSWORD + "'",
                "create user monitor identified by '" + PASSWORD + "'",
                "grant " + right() + " on *.* to monitor");
    }

    @Test
    void a_replica_that_follows_is_up_and_its_source_is_none() throws Exception {
        Result result = check(as("monitor"), "replication");

        assertThat(result.status()).as(result.toString()).isEqualTo(Status.UP);
        assertThat(result.summary())
                .startsWith("replica of 127.0.0.1:" + primary().port() + " at most");
        String url = url().replace(":" + server().port(), ":" + primary().port());
        assertThat(check(
                        keep(JdbcProbes.of(
                                "db", url, primary().user(), primary().password())),
                        "replication"))
                .extracting(Result::status, Result::summary)
                .containsExactly(Status.UP, "not a replica");
    }

    @Test
    void a_thread_that_was_stopped_is_degraded_at_first_and_down_when_it_lasts() throws Exception {
        replica.run("stop slave sql_thread");
        JdbcProbes patient = admin();

        Result result = check(patient, "replication");

        assertThat(result)
                .extracting(Result::status, Result::cause)
                .containsExactly(Status.DEGRADED, "replication.stopped");
        assertThat(result.summary()).contains("does not apply what it receives, seen for 0 ms (fail 2 m)");
        assertThat(commands(result)).contains("START SLAVE SQL_THREAD");
        assertThat(rows(result, "channels").get(0)).contains("not known");
        assertThat(result.observations())
                .filteredOn(seen -> seen.name().equals("replication.stopped"))
                .extracting(Observation::value)
                .containsExactly(1.0);
        assertThat(result.observations()).noneMatch(seen -> seen.name().equals("replication.lag"));
        assertThat(result.subjects())
                .containsExactly(Subject.endpoint("127.0.0.1", primary().port()));
        assertThat(check(limited(l -> l.stopped(STOPPED_AT_ONCE)), "replication")
                        .status())
                .isEqualTo(Status.DOWN);
        replica.run("start slave sql_thread");
        patience().until(() -> check(patient, "replication").status() == Status.UP);
    }

    @Test
    void a_receiver_that_is_stopped_does_not_pass_for_one_that_misses_nothing() throws Exception {
        replica.run("stop slave io_thread");

        Result result = check(admin(), "replication");

        assertThat(result)
                .extracting(Result::status, Result::cause)
                .containsExactly(Status.DEGRADED, "replication.stopped");
        assertThat(result.summary()).contains("does not receive");
        assertThat(commands(result)).contains("START SLAVE IO_THREAD");
    }

    @Test
    void a_source_that_is_gone_is_shown_with_the_number_of_the_error() throws Exception {
        primary().stop();
        try {
            JdbcProbes probes = admin();
            Result result = patience()
                    .until(
                            () -> check(probes, "replication"),
                            seen -> seen.summary().contains("error 20"));

            assertThat(result.summary()).contains("does not receive, error 2003");
        } finally {
            primary().restart();
        }
    }

    @Test
    void a_row_that_is_there_already_stops_the_replica_and_is_not_shown() throws Exception {
        replica.run("insert into orders values (4711, 'geheim')");
        primary.run("insert into orders values (4711, 'geheim')");

        JdbcProbes probes = limited(l -> l.stopped(STOPPED_AT_ONCE));
        Result result = patience().until(() -> check(probes, "replication"), seen -> seen.status() == Status.DOWN);

        assertThat(result.summary()).contains("does not apply what it receives, error 1062");
        assertThat(result.remedies()).anyMatch(remedy -> remedy.advice().contains("repair what differs"));
        assertThat(result.toString()).doesNotContain("geheim").doesNotContain("4711");
    }

    @Test
    void a_replica_that_cannot_apply_falls_behind() throws Exception {
        MySqlClient blocker = client().run("lock tables orders read");
        primary.run("insert into orders values (1, 'x')");

        JdbcProbes probes = limited(l -> l.lag(Threshold.above(Duration.ofSeconds(1), Duration.ofSeconds(2))));
        Result result = patience().until(() -> check(probes, "replication"), seen -> seen.status() == Status.DOWN);

        assertThat(result.cause()).isEqualTo("replication.lag");
        assertThat(result.summary()).contains("behind (fail 2 s)");
        blocker.run("unlock tables");
    }

    @Test
    void what_is_meant_to_be_behind_is_no_lag() throws Exception {
        replica.run("stop slave", "change master to master_delay = 3600", "start slave");
        primary.run("insert into orders values (1, 'x')");
        JdbcProbes probes = limited(l -> l.lag(Threshold.above(Duration.ofMillis(1), Duration.ofMillis(1))));

        patience().until(() -> behind() > 0);

        Result result = check(probes, "replication");

        assertThat(result.status()).as(result.toString()).isEqualTo(Status.UP);
    }

    @Test
    void a_channel_with_a_hostile_name_is_quoted() throws Exception {
        stop("");
        follow("'o''brien'");
        replica.run(named("stop slave", "'o''brien'", "sql_thread"));

        Result result = check(admin(), "replication");

        assertThat(result.summary()).startsWith("replica 'o'brien' of ");
        assertThat(rows(result, "channels")).hasSize(1);
        String command = named("START SLAVE", "'o''brien'", "SQL_THREAD");
        assertThat(commands(result)).anySatisfy(one -> assertThat(one).isEqualToIgnoringCase(command));
        replica.run(command);
    }

    @Test
    void a_user_without_the_right_does_not_know_and_learns_of_it_when_it_is_granted() throws Exception {
        Result result = check(as("app"), "replication");

        assertThat(result).extracting(Result::status, Result::cause).containsExactly(Status.UNKNOWN, "db.permission");
        assertThat(commands(result)).containsExactly("GRANT " + right() + " ON *.* TO 'app'@'%'");
        replica.run(commands(result).get(0));
        assertThat(check(as("app"), "replication").status()).isEqualTo(Status.UP);
    }

    private long behind() throws Exception {
        return Long.parseLong(replica.ask("select count(*) from information_schema.processlist"
                + " where user = 'system user' and state like 'Waiting until MASTER_DELAY seconds%'"));
    }

    private void follow(String name) throws Exception {
        String[] position = position();
        replica.run(
                named(
                        "change master",
                        name,
                        "to master_host = '127.0.0.1', master_port = "
                                + primary().port()
                                + ", master_user = 'repl', master_password = '" + PASSWORD + "', master_log_file = '"
                                + position[0] + "', master_log_pos = " + position[1] + ", master_connect_retry = 1, "
                                + loginOptions()),
                named("start slave", name, ""));
    }

    private String[] position() throws Exception {
        return new String[] {primary.ask("show master status"), primary.second("show master status")};
    }

    private void stop(String name) {
        for (String statement : new String[] {"stop slave", "reset slave"}) {
            replica.quietly(named(statement, name, statement.equals("reset slave") ? "all" : ""));
        }
    }

    private void awaitTable() {
        patience()
                .until(() -> replica.ask("select count(*) from information_schema.tables"
                                + " where table_schema = 'test' and table_name = 'orders'")
                        .equals("1"));
    }

    private JdbcProbes limited(UnaryOperator<MySqlReplicationLimits> change) {
        return admin().limits(MySqlReplicationLimits.class, change);
    }

    static ConditionFactory patience() {
        return Awaitility.await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(200));
    }
}
