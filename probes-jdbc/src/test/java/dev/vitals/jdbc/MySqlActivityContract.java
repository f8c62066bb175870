package dev.vitals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.jdbc.limits.ConnectionLimits;
import dev.vitals.jdbc.limits.LongQueryLimits;
import dev.vitals.jdbc.limits.LongReaderLimits;
import dev.vitals.jdbc.limits.TransactionLimits;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Threshold;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the checks of connections, queries and transactions must see of either product. */
abstract class MySqlActivityContract extends MySqlContract {
    private static final Duration HOUR = Duration.ofHours(1);

    MySqlClient observer;

    @BeforeEach
    void make_users_and_a_table() throws Exception {
        observer = keep(MySqlClient.of(server()));
        observer.run(
                "drop table if exists orders",
                "create table orders (id int primary key, state varchar(20)) engine = InnoDB",
                "insert into orders values (1, 'new'), (2, 'new'), (3, 'new')",
                "drop user if exists app, monitor, `o'brien\\@x`",
                "create user app identified by '" + PASSWORD + "' with max_user_connections 6",
                "create user monitor identified by '" + PASSWORD + "'",
                "create user `o'brien\\@x` identified by '" + PASSWORD + "'",
                "grant all on test.* to app",
                "grant process on *.* to monitor");
    }

    @Test
    void a_calm_server_is_up_for_an_administrator_and_for_whoever_may_see_processes() throws Exception {
        for (JdbcProbes probes : List.of(admin(), as("monitor"))) {
            for (String check : List.of("connections", "queries", "transactions")) {
                Result result = check(probes, check);
                assertThat(result.status()).as(result.toString()).isEqualTo(Status.UP);
            }
        }
    }

    @Test
    void connections_are_held_against_what_the_server_takes() throws Exception {
        MySqlClient idle = client();
        String max = observer.ask("select @@max_connections");

        Result result = check(
                admin().limits(
                                ConnectionLimits.class,
                                c -> c.used(Threshold.ratioAbove(0.001, 1)).idle(AT_ONCE)),
                "connections");

        assertThat(result.status()).isEqualTo(Status.DEGRADED);
        assertThat(result.cause()).isEqualTo("db.connections.high");
        assertThat(result.summary()).contains(" of " + max + " connections in use, ");
        assertThat(rows(result, "connections")).anyMatch(row -> row.contains("root"));
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> Integer.parseInt(
                                observer.ask("select time from information_schema.processlist where id = " + idle.id()))
                        > 0);
        assertThat(commands(check(
                        admin().limits(
                                        ConnectionLimits.class,
                                        c -> c.used(Threshold.ratioAbove(0.001, 1))
                                                .idle(AT_ONCE)),
                        "connections")))
                .contains("KILL " + idle.id());
    }

    @Test
    void a_user_near_its_own_limit_is_told_although_the_server_has_room() throws Exception {
        for (int i = 0; i < 5; i++) {
            client("app");
        }

        Result result = check(as("app"), "connections");

        assertThat(result.status()).isEqualTo(Status.DOWN);
        assertThat(result.summary()).startsWith("user 'app' uses 6 of 6 connections, 100 %");
        assertThat(commands(result)).contains("ALTER USER 'app'@'%' WITH MAX_USER_CONNECTIONS 12");
    }

    @Test
    void a_long_statement_is_told_without_its_literals_and_can_be_cancelled() throws Exception {
        MySqlClient report = client();
        report.startInBackground("select sleep(60), 'it\\'s geheim', \"geheim\" from orders", observer);

        Result result = awaitDown(
                admin().limits(LongQueryLimits.class, q -> q.longest(Threshold.above(AT_ONCE, AT_ONCE))), "queries");

        assertThat(result.cause()).isEqualTo("queries.long");
        assertThat(result.summary()).startsWith("connection " + report.id() + " (user=root 127.0.0.1");
        assertThat(rows(result, "longest statements"))
                .singleElement()
                .satisfies(row -> assertThat(row.get(4)).startsWith("select sleep(?), ?"));
        assertThat(commands(result)).containsExactly("KILL QUERY " + report.id());
        assertThat(result.toString()).doesNotContain("geheim");
    }

    /** Bytes that are no UTF-8: a program that speaks LATIN1 and says nothing of it. */
    @Test
    void a_statement_with_unreadable_bytes_costs_no_check() throws Exception {
        MySqlClient report = keep(MySqlClient.inLatin1(server()));
        report.run("set character_set_client = binary");
        report.startInBackground("select sleep(60) /* caf\u00e9 */ from orders", observer);

        Result result = awaitDown(
                admin().limits(LongQueryLimits.class, q -> q.longest(Threshold.above(AT_ONCE, AT_ONCE))), "queries");

        assertThat(result.cause()).isEqualTo("queries.long");
        for (String check : List.of("connections", "transactions")) {
            assertThat(check(admin(), check).status()).as(check).isEqualTo(Status.UP);
        }
    }

    @Test
    void a_statement_that_waits_for_a_lock_is_counted_but_not_blamed() throws Exception {
        client().run("begin", "update orders set state = 'x' where id = 1");
        client().waitForRow("update orders set state = 'y' where id = 1", observer);
        client().waitForTable("alter table orders add column note text", observer);

        Result result = check(admin(), "queries");

        assertThat(result.summary()).endsWith("; 2 sessions waiting for a lock");
    }

    @Test
    void an_ignored_user_may_take_its_time() throws Exception {
        client("app").startInBackground("select sleep(60)", observer);
        JdbcProbes strict = admin().limits(LongQueryLimits.class, q -> q.longest(Threshold.above(AT_ONCE, AT_ONCE)));
        awaitDown(strict, "queries");

        assertThat(check(strict.limits(LongReaderLimits.class, r -> r.and("app")), "queries")
                        .status())
                .isEqualTo(Status.UP);
    }

    @Test
    void a_backup_is_good_to_know_and_no_long_transaction() throws Exception {
        MySqlClient dump = client().run("begin", "select * from orders");
        dump.startInBackground("SELECT /*!40001 SQL_NO_CACHE */ * FROM orders where sleep(60) = 0", observer);
        JdbcProbes strict = admin().limits(TransactionLimits.class, t -> t.open(Threshold.above(AT_ONCE, AT_ONCE)))
                .limits(LongQueryLimits.class, q -> q.longest(Threshold.above(AT_ONCE, AT_ONCE)));
        awaitDown(strict.limits(LongReaderLimits.class, r -> r.only()), "transactions");

        for (String check : List.of("transactions", "queries")) {
            Result result = check(strict, check);

            assertThat(result.status()).as(result.toString()).isEqualTo(Status.UP);
            assertThat(result.evidence()).extracting(Evidence::title).doesNotHaveDuplicates();
            assertThat(notes(result))
                    .filteredOn(line -> line.startsWith("connection "))
                    .singleElement()
                    .asString()
                    .startsWith("connection " + dump.id() + " (app=mysqldump user=root")
                    .endsWith("cannot be purged");
        }
    }

    @Test
    void a_server_that_is_full_for_ordinary_users_is_down() throws Exception {
        String max = observer.ask("select @@max_connections");
        JdbcProbes probes = admin();
        check(probes, "connections");
        observer.run("create user many identified by '" + PASSWORD + "'", "grant select on test.* to many");
        observer.run("set global max_connections = 10");
        try {
            int others = fill("many");

            Result result = check(probes, "connections");

            assertThat(result.status()).isEqualTo(Status.DOWN);
            assertThat(result.summary()).startsWith("10 of 10 connections in use, 100 %");
            assertThat(rows(result, "connections")).anyMatch(row -> row.contains("" + others) && row.contains("many"));
        } finally {
            observer.run("set global max_connections = " + max, "drop user many");
        }
    }

    @Test
    void a_forgotten_transaction_is_told_with_what_it_has_written_and_the_way_to_end_it() throws Exception {
        MySqlClient billing = client().run("begin", "update orders set state = 'geheim' where id < 3");

        Result result = awaitDown(
                as("monitor")
                        .limits(
                                TransactionLimits.class,
                                t -> t.idle(Threshold.above(AT_ONCE, AT_ONCE)).open(Threshold.above(HOUR, HOUR))),
                "transactions");

        assertThat(result.cause()).isEqualTo("transactions.idle");
        assertThat(result.summary())
                .startsWith("connection " + billing.id() + " (user=root 127.0.0.1) idle in transaction for")
                .endsWith("has written 2 rows");
        assertThat(commands(result)).contains("KILL " + billing.id());
    }

    @Test
    void a_busy_transaction_that_stays_open_is_told_as_such() throws Exception {
        MySqlClient batch = client().run("begin", "update orders set state = 'x' where id = 1");
        batch.startInBackground("select sleep(60)", observer);

        Result result = awaitDown(
                admin().limits(TransactionLimits.class, t -> t.open(Threshold.above(AT_ONCE, AT_ONCE))),
                "transactions");

        assertThat(result.cause()).isEqualTo("transactions.long");
        assertThat(commands(result)).contains("KILL QUERY " + batch.id());
    }

    @Test
    void ages_do_not_depend_on_the_time_zone_of_the_session() throws Exception {
        MySqlClient billing = client().run("set time_zone = '+08:00'", "begin", "update orders set state = 'x'");
        String zone = url().contains("?") ? "&" : "?";
        JdbcProbes far = keep(JdbcProbes.of(
                "db", url() + zone + "sessionVariables=time_zone='-05:00'", server().user(), server().password()));

        Result result = check(far, "transactions");

        assertThat(result.status()).as(result.toString()).isEqualTo(Status.UP);
        assertThat(result.summary()).startsWith("1 transaction open, oldest ");
        assertThat(result.observations())
                .filteredOn(seen -> seen.name().equals("transactions.open.longest"))
                .allMatch(seen -> seen.value() < 60);
        assertThat(billing.id()).isPositive();
    }

    @Test
    void a_user_that_may_not_see_what_others_do_does_not_know_and_says_what_to_grant() throws Exception {
        client().run("begin", "update orders set state = 'geheim'");

        for (String check : List.of("queries", "transactions")) {
            Result result = check(as("app"), check);

            assertThat(result)
                    .extracting(Result::status, Result::cause)
                    .containsExactly(Status.UNKNOWN, "db.permission");
            assertThat(result.summary()).endsWith("is hidden from user 'app'@'%'");
            assertThat(commands(result)).containsExactly("GRANT PROCESS ON *.* TO 'app'@'%'");
            assertThat(result.observations()).noneMatch(seen -> seen.name().endsWith(".longest"));
        }
        assertThat(check(as("app"), "connections").status()).isEqualTo(Status.UP);
    }

    @Test
    void a_user_without_rights_observes_no_zero_of_what_it_cannot_see() throws Exception {
        client().run("begin", "update orders set state = 'x' where id = 1");
        client().waitForRow("update orders set state = 'y' where id = 1", observer);
        client().startInBackground("select sleep(60)", observer);

        Checks.assertNoZeroInPlaceOfIgnorance(keep(as("app")), keep(admin()));
    }

    @Test
    void a_user_without_rights_alone_on_the_server_still_does_not_know_of_transactions() throws Exception {
        client("app").run("begin", "update test.orders set state = 'x'");

        assertThat(check(as("app"), "transactions").status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void a_user_without_rights_sees_its_own_long_statement() throws Exception {
        MySqlClient own = client("app");
        own.startInBackground("select sleep(60)", observer);

        Result result = awaitDown(
                as("app").limits(LongQueryLimits.class, q -> q.longest(Threshold.above(AT_ONCE, AT_ONCE))), "queries");

        assertThat(result.summary()).startsWith("connection " + own.id());
        assertThat(commands(result)).contains("GRANT PROCESS ON *.* TO 'app'@'%'");
    }

    @Test
    void hostile_names_stay_in_their_quotes() throws Exception {
        Result result = check(as("o'brien\\@x"), "transactions");

        assertThat(commands(result)).containsExactly("GRANT PROCESS ON *.* TO 'o''brien\\\\@x'@'%'");
        observer.run(commands(result).get(0));
        assertThat(check(as("o'brien\\@x"), "transactions").status()).isEqualTo(Status.UP);
    }

    /** Opens sessions until the server refuses one, and returns how many. */
    private int fill(String user) {
        for (int number = 0; ; number++) {
            try {
                client(user);
            } catch (SQLException e) {
                return number;
            }
        }
    }

    Result awaitDown(JdbcProbes probes, String check) {
        return Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(300))
                .until(() -> check(probes, check), result -> result.status() == Status.DOWN);
    }
}
