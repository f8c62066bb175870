package dev.vitals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitals.jdbc.limits.ConnectionLimits;
import dev.vitals.jdbc.limits.LongQueryLimits;
import dev.vitals.jdbc.limits.LongReaderLimits;
import dev.vitals.jdbc.limits.TransactionLimits;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Subject;
import dev.vitals.probe.Threshold;
import dev.vitals.testkit.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the checks of connections, queries and transactions must see on every PostgreSQL we support. */
abstract class PostgresActivityContract {
    static final String PASSWORD = "canary-9f3a";

    private static final Duration NANO = Duration.ofNanos(1);
    private static final Threshold AT_ONCE = Threshold.above(NANO, NANO);
    private static final Threshold HOUR = Threshold.above(Duration.ofHours(1), Duration.ofHours(1));

    private final List<AutoCloseable> open = new ArrayList<>();
    private Client observer;

    abstract PostgresServer server();

    @BeforeEach
    void make_roles_and_a_table() throws Exception {
        observer = client("observer");
        observer.run(
                "drop table if exists orders",
                "create table orders as select n as id, 'new' as state from generate_series(1, 10) n",
                role("app", "create role app login password '" + PASSWORD + "' connection limit 5"),
                role("monitor", "create role monitor login password '" + PASSWORD + "' in role pg_monitor"));
    }

    @AfterEach
    void leave_nothing_behind() throws Exception {
        observer.run("select pg_terminate_backend(pid) from pg_stat_activity"
                + " where datid is not null and pid <> pg_backend_pid()");
        for (AutoCloseable closeable : open) {
            closeable.close();
        }
    }

    @Test
    void a_calm_server_is_up_for_an_administrator_and_for_pg_monitor() throws Exception {
        for (JdbcProbes probes : List.of(admin(), as("monitor"))) {
            for (String check : List.of("connections", "queries", "transactions")) {
                assertThat(Checks.run(probes, check))
                        .as(check)
                        .extracting(Result::status)
                        .isEqualTo(Status.UP);
            }
        }
    }

    @Test
    void connections_are_held_against_what_an_ordinary_user_may_use() throws Exception {
        // given: of 20, 3 are for superusers and, from 16 on, 2 for a role with a privilege
        int usable = Integer.parseInt(
                observer.ask("select 20 - 3 - coalesce(current_setting(" + "'reserved_connections', true)::int, 0)"));
        for (int i = 0; i < 4; i++) {
            client("billing");
        }

        // when: 6 of them are in use, our own among them
        Result result = Checks.run(
                admin().limits(ConnectionLimits.class, c -> c.used(Threshold.ratioAbove(0.1, 0.2))), "connections");

        // then
        assertThat(result.status()).isEqualTo(Status.DOWN);
        assertThat(result.cause()).isEqualTo("db.connections.high");
        assertThat(result.summary())
                .startsWith("6 of " + usable + " connections in use, ")
                .contains("(fail 20 %)");
        assertThat(rows(result, "connections"))
                .containsExactly(
                        List.of("4", "idle", "billing", "postgres"),
                        List.of("1", "active", "vitals", "postgres"),
                        List.of("1", "idle", "observer", "postgres"));
        assertThat(result.remedies().get(0).advice()).contains("'billing'", "4 connections");
    }

    @Test
    void a_server_full_of_sessions_of_this_library_is_down() throws Exception {
        // given: other instances of this library, until an ordinary user is refused
        JdbcProbes probes = admin().limits(ConnectionLimits.class, c -> c.idle(NANO));
        Checks.run(probes, "connections");
        observer.run(role("instance", "create role instance login password '" + PASSWORD + "'"));
        int siblings = fill("vitals", "instance");

        // when
        Result result = Checks.run(probes, "connections");

        // then
        int usable = siblings + 2;
        assertThat(result.status()).isEqualTo(Status.DOWN);
        assertThat(result.summary()).startsWith(usable + " of " + usable + " connections in use, 100 %");
        assertThat(rows(result, "connections")).contains(List.of("" + siblings, "idle", "vitals", "instance"));
        assertThat(rows(result, "idle for 0 ms or longer"))
                .as("only others are suspects")
                .extracting(row -> row.get(0))
                .containsExactly("" + observer.pid());
        assertThat(result.remedies().get(0).advice()).contains("health checks hold " + siblings + " connections");
    }

    @Test
    void sessions_of_this_library_count_against_limits_of_roles_and_databases() throws Exception {
        for (int i = 0; i < 5; i++) {
            open.add(0, Client.of(server(), "vitals", "app", PASSWORD));
        }

        assertThat(Checks.run(admin(), "connections").summary()).startsWith("role 'app' uses 5 of 5 connections");

        observer.run("alter role app connection limit -1", "alter database postgres connection limit 7");
        try {
            assertThat(Checks.run(admin(), "connections").summary())
                    .startsWith("database 'postgres' uses 8 of 7 connections");
        } finally {
            observer.run("alter role app connection limit 5", "alter database postgres connection limit -1");
        }
    }

    @Test
    void a_sender_of_the_log_counts_where_the_server_counts_it() throws Exception {
        observer.run(
                role("sender", "create role sender replication login connection limit 2 password '" + PASSWORD + "'"));
        for (int i = 0; i < 2; i++) {
            Connection sender = sender();
            open.add(0, () -> sender.abort(Runnable::run));
        }

        Result result = Checks.run(admin(), "connections");

        if (refuses(() -> Client.of(server(), "web", "sender", PASSWORD))) {
            assertThat(result.status()).isEqualTo(Status.DOWN);
            assertThat(result.summary()).startsWith("role 'sender' uses 2 of 2 connections");
        } else {
            assertThat(result.status()).as(result.toString()).isEqualTo(Status.UP);
        }
        assertThat(observation(result, "db.connections.used").value())
                .as("none of them takes a client's place on the server")
                .isEqualTo(2);
    }

    @Test
    void a_server_that_does_not_report_what_sessions_do_is_not_at_rest() throws Exception {
        Client silent = client("silent");
        silent.run("set track_activities = off", "begin", "update orders set state = 'x' where id = 1");
        client("web").waitFor("update orders set state = 'y' where id = 1", observer);

        for (String check : List.of("queries", "transactions")) {
            Result result = Checks.run(admin(), check);

            assertThat(result.status()).as(check).isEqualTo(Status.UNKNOWN);
            assertThat(result.cause()).isEqualTo("db.not-reported");
            assertThat(result.summary())
                    .isEqualTo("what 1 of 3 sessions do is not reported by the server: track_activities is off");
            assertThat(commands(result)).containsExactly("ALTER SYSTEM SET track_activities = on");
        }
        assertThat(Checks.run(admin(), "connections").status()).isEqualTo(Status.UP);
    }

    @Test
    void what_was_counted_is_observed_against_the_limit_of_its_share() throws Exception {
        Threshold used = Threshold.ratioAbove(0.5, 0.9);

        Result result = Checks.run(admin().limits(ConnectionLimits.class, c -> c.used(used)), "connections");

        Observation ratio = observation(result, "db.connections.used.ratio");
        double max = observation(result, "db.connections.max").value();
        assertThat(ratio.threshold()).contains(used);
        assertThat(ratio.value())
                .isEqualTo(observation(result, "db.connections.used").value() / max);
    }

    @Test
    void connections_idle_for_long_are_listed_with_the_way_to_end_them() throws Exception {
        Client idle = client("forgotten");

        Result result = Checks.run(
                admin().limits(
                                ConnectionLimits.class,
                                c -> c.used(Threshold.ratioAbove(0.01, 1)).idle(NANO)),
                "connections");

        assertThat(result.status()).isEqualTo(Status.DEGRADED);
        assertThat(result.evidence()).extracting(Evidence::title).contains("idle for 0 ms or longer");
        assertThat(commands(result)).contains("SELECT pg_terminate_backend(" + idle.pid() + ")");
    }

    @Test
    void a_role_near_its_own_limit_is_reported_although_the_server_has_room() throws Exception {
        for (int i = 0; i < 5; i++) {
            open.add(0, Client.of(server(), "web", "app", PASSWORD));
        }

        Result result = Checks.run(admin(), "connections");

        assertThat(result.status()).isEqualTo(Status.DOWN);
        assertThat(result.summary()).startsWith("role 'app' uses 5 of 5 connections, 100 %");
        assertThat(commands(result)).contains("ALTER ROLE \"app\" CONNECTION LIMIT 10");
    }

    @Test
    void a_role_without_rights_counts_connections_all_the_same() throws Exception {
        client("billing");

        Result calm = Checks.run(as("app"), "connections");
        Result high = Checks.run(
                as("app").limits(ConnectionLimits.class, c -> c.used(Threshold.ratioAbove(0.01, 1))), "connections");

        assertThat(calm.status()).isEqualTo(Status.UP);
        assertThat(observation(calm, "db.connections.used").value()).isEqualTo(3);
        assertThat(rows(high, "connections")).contains(List.of("1", "hidden", "billing", "postgres"));
        assertThat(commands(high)).contains("GRANT pg_monitor TO \"app\"");
    }

    @Test
    void a_long_statement_is_shown_without_its_literals_and_can_be_cancelled() throws Exception {
        Client report = client("report");
        report.startInBackground("select pg_sleep(60), 'geheim'", observer);

        Result result = queries(l -> l);

        assertThat(result.status()).isEqualTo(Status.DOWN);
        assertThat(result.cause()).isEqualTo("queries.long");
        assertThat(result.summary()).startsWith("pid " + report.pid() + " (app=report user=postgres");
        assertThat(rows(result, "longest statements"))
                .singleElement()
                .satisfies(row -> assertThat(row).contains("select pg_sleep(?), ?"));
        assertThat(commands(result)).containsExactly("SELECT pg_cancel_backend(" + report.pid() + ")");
        assertThat(result.subjects()).containsExactly(session(report));
        assertThat(result.toString()).doesNotContain("geheim");
    }

    @Test
    void a_statement_that_waits_for_a_lock_is_counted_but_not_blamed() throws Exception {
        client("billing").run("begin", "update orders set state = 'x'");
        client("web").waitFor("update orders set state = 'y'", observer);

        Result result = queries(l -> l);

        assertThat(result.status()).isEqualTo(Status.UP);
        assertThat(result.summary()).isEqualTo("no statement is running; 1 session waiting for a lock");
    }

    @Test
    void an_ignored_program_may_take_its_time() throws Exception {
        client("nightly").startInBackground("select pg_sleep(60)", observer);

        assertThat(queries(l -> l.limits(LongReaderLimits.class, r -> r.and("nightly")))
                        .status())
                .isEqualTo(Status.UP);
    }

    @Test
    void a_backup_is_good_to_know_and_no_long_transaction() throws Exception {
        Client dump = client("pg_dump").run("begin isolation level repeatable read, read only", "select * from orders");

        for (boolean active : List.of(false, true)) {
            if (active) {
                dump.startInBackground("select pg_sleep(60)", observer);
                assertThat(queries(l -> l).status()).isEqualTo(Status.UP);
            }
            Result result = transactions(AT_ONCE);

            assertThat(result.status()).as(result.toString()).isEqualTo(Status.UP);
            assertThat(result.summary()).startsWith("1 transaction open");
            assertThat(notes(result))
                    .singleElement()
                    .asString()
                    .startsWith("pid " + dump.pid() + " (app=pg_dump user=postgres")
                    .contains("in a transaction for")
                    .endsWith("cannot be vacuumed");
        }
    }

    @Test
    void even_a_backup_may_be_stuck() throws Exception {
        Client dump = client("pg_dump").run("begin isolation level repeatable read", "select * from orders");

        Result result =
                Checks.run(admin().limits(LongReaderLimits.class, r -> r.open(AT_ONCE.warnOnly())), "transactions");

        assertThat(result.status()).isEqualTo(Status.DEGRADED);
        assertThat(result.subjects()).containsExactly(session(dump));
    }

    @Test
    void a_program_that_is_not_known_to_take_long_is_reported_beside_a_backup() throws Exception {
        client("pg_dump").run("begin isolation level repeatable read", "select * from orders");
        Client billing = client("billing").run("begin", "select 1");

        assertThat(transactions(HOUR).subjects()).containsExactly(session(billing));
    }

    @Test
    void upkeep_that_cannot_be_within_a_transaction_takes_its_time() throws Exception {
        client("billing").run("begin", "update orders set state = 'x'");
        client("dba").startInBackground("create index concurrently by_state on orders (state)", observer);

        Result result = Checks.run(
                admin().limits(TransactionLimits.class, t -> t.open(AT_ONCE).idle(HOUR)), "transactions");

        assertThat(result.subjects()).hasSize(1);
        assertThat(result.summary()).contains("app=billing");
    }

    @Test
    void the_culprit_is_named_before_the_victim_that_is_worse_off() throws Exception {
        client("xa").run("begin", "update orders set state = 'x' where id = 1", "prepare transaction 'left'");
        Client victim = client("victim").run("begin", "update orders set state = 'y' where id = 2");
        victim.waitFor("update orders set state = 'y' where id = 1", observer);
        client("next").waitFor("update orders set state = 'z' where id = 2", observer);
        try {
            Result result = Checks.run(
                    admin().limits(TransactionLimits.class, t -> t.open(AT_ONCE).prepared(AT_ONCE.warnOnly())),
                    "transactions");

            assertThat(result.status()).isEqualTo(Status.DOWN);
            assertThat(result.cause()).isEqualTo("transactions.prepared");
            assertThat(result.subjects().get(0)).isEqualTo(Subject.transaction("db", "left"));
        } finally {
            observer.run("rollback prepared 'left'");
        }
    }

    @Test
    void a_transaction_that_failed_and_was_forgotten_is_still_open() throws Exception {
        Client billing = client("billing").run("begin");
        assertThatThrownBy(() -> billing.run("select 1 / 0")).isInstanceOf(SQLException.class);

        Result result = transactions(HOUR);

        assertThat(result.status()).isEqualTo(Status.DOWN);
        assertThat(result.cause()).isEqualTo("transactions.idle");
        assertThat(result.summary()).startsWith("pid " + billing.pid() + " (app=billing");
        assertThat(commands(result)).contains("SELECT pg_terminate_backend(" + billing.pid() + ")");
    }

    @Test
    void a_forgotten_transaction_is_reported_with_the_way_to_end_it() throws Exception {
        Client billing = client("billing").run("begin", "update orders set state = 'geheim'");

        Result result = transactions(HOUR);

        assertThat(result.status()).isEqualTo(Status.DOWN);
        assertThat(result.cause()).isEqualTo("transactions.idle");
        assertThat(result.summary())
                .startsWith("pid " + billing.pid() + " (app=billing user=postgres")
                .contains("idle in transaction for")
                .endsWith("has written");
        assertThat(rows(result, "open transactions, most harmful first").get(0))
                .contains("update orders set state = ?");
        assertThat(commands(result)).contains("SELECT pg_terminate_backend(" + billing.pid() + ")");
        assertThat(result.toString()).doesNotContain("geheim");
    }

    @Test
    void forgotten_transactions_are_ranked_by_the_harm_they_do() throws Exception {
        Client reader = client("reader").run("begin");
        Client snapshot = client("snapshot").run("begin isolation level repeatable read", "select * from orders");
        Client writer = client("writer").run("begin", "update orders set state = 'x' where id = 1");
        Client blocker = client("blocker").run("begin", "update orders set state = 'x' where id = 2");
        client("web").waitFor("update orders set state = 'y' where id = 2", observer);

        Result result = transactions(HOUR);

        assertThat(rows(result, "open transactions, most harmful first"))
                .extracting(row -> row.get(0) + " " + row.get(6))
                .containsExactly(
                        "pid " + blocker.pid() + " blocks 1",
                        "pid " + snapshot.pid() + " holds back vacuum",
                        "pid " + writer.pid() + " has written",
                        "pid " + reader.pid() + " ");
        assertThat(result.summary()).endsWith("3 more over a limit");
        assertThat(result.subjects())
                .containsExactly(session(blocker), session(snapshot), session(writer), session(reader));
    }

    @Test
    void a_busy_transaction_that_stays_open_is_reported_as_such() throws Exception {
        Client batch = client("batch").run("begin", "select 1");
        batch.startInBackground("select pg_sleep(60)", observer);

        Result result = transactions(AT_ONCE);

        assertThat(result.cause()).isEqualTo("transactions.long");
        assertThat(result.summary()).contains("in a transaction for").endsWith("now active, holds back vacuum");
        assertThat(commands(result)).contains("SELECT pg_cancel_backend(" + batch.pid() + ")");
    }

    @Test
    void a_prepared_transaction_that_was_left_behind_is_reported_by_name() throws Exception {
        client("xa").run("begin", "update orders set state = 'x'", "prepare transaction 'it''s 2pc'");
        try {
            for (JdbcProbes probes : List.of(admin(), as("monitor"))) {
                Result result =
                        Checks.run(probes.limits(TransactionLimits.class, t -> t.prepared(AT_ONCE)), "transactions");

                assertThat(result.cause()).isEqualTo("transactions.prepared");
                assertThat(result.summary()).startsWith("prepared transaction 'it's 2pc' of postgres");
                assertThat(commands(result)).containsExactly("ROLLBACK PREPARED 'it''s 2pc'");
                assertThat(result.subjects()).containsExactly(Subject.transaction("db", "it's 2pc"));
            }
        } finally {
            observer.run("rollback prepared 'it''s 2pc'");
        }
    }

    @Test
    void a_role_that_may_not_see_what_others_do_does_not_know_and_says_what_to_grant() throws Exception {
        client("billing").run("begin", "update orders set state = 'geheim'");

        for (String check : List.of("queries", "transactions")) {
            Result result = Checks.run(as("app"), check);

            assertThat(result.status()).isEqualTo(Status.UNKNOWN);
            assertThat(result.cause()).isEqualTo("db.permission");
            assertThat(result.summary()).isEqualTo("what 2 of 2 sessions do is hidden from role 'app'");
            assertThat(commands(result)).containsExactly("GRANT pg_monitor TO \"app\"");
            assertThat(result.observations()).as("zero would be an invention").isEmpty();
            assertThat(result.toString()).doesNotContain(PASSWORD, "insufficient", "geheim");
        }
    }

    @Test
    void a_role_without_rights_observes_no_zero_of_what_it_cannot_see() throws Exception {
        client("billing").run("begin", "update orders set state = 'x'");
        client("web").waitFor("update orders set state = 'y'", observer);
        client("report").startInBackground("select pg_sleep(60)", observer);

        Checks.assertNoZeroInPlaceOfIgnorance(as("app"), admin());
    }

    @Test
    void a_role_without_rights_knows_its_own_sessions_well_enough() throws Exception {
        Client own = Client.of(server(), "web", "app", PASSWORD).run("begin", "select 1");
        open.add(0, own);

        Result result = Checks.run(as("app").limits(TransactionLimits.class, t -> t.idle(AT_ONCE)), "transactions");

        assertThat(result.status()).isEqualTo(Status.DOWN);
        assertThat(result.summary()).startsWith("pid " + own.pid());
        assertThat(commands(result)).contains("GRANT pg_monitor TO \"app\"");
    }

    @Test
    void hostile_names_stay_on_their_line_and_in_their_quotes() throws Exception {
        observer.run(
                role("x\"; drop", "create role \"x\"\"; drop\" login connection limit 1 password '" + PASSWORD + "'"));
        open.add(0, Client.of(server(), "evil\u001b[31m", "x\"; drop", PASSWORD));

        Result result = Checks.run(admin(), "connections");

        assertThat(commands(result)).contains("ALTER ROLE \"x\"\"; drop\" CONNECTION LIMIT 2");
        assertThat(result.toString()).doesNotContain("\u001b");
    }

    private Result queries(UnaryOperator<JdbcProbes> change) throws Exception {
        return Checks.run(change.apply(admin().limits(LongQueryLimits.class, q -> q.longest(AT_ONCE))), "queries");
    }

    private Result transactions(Threshold openLimit) throws Exception {
        return Checks.run(
                admin().limits(TransactionLimits.class, t -> t.idle(AT_ONCE).open(openLimit)), "transactions");
    }

    private JdbcProbes admin() {
        return kept(JdbcProbes.of("db", server().jdbcUrl(), server().user(), server().password()));
    }

    private JdbcProbes as(String role) {
        return kept(JdbcProbes.of("db", server().jdbcUrl(), role, PASSWORD));
    }

    private JdbcProbes kept(JdbcProbes probes) {
        open.add(probes);
        return probes;
    }

    private Connection sender() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", "sender");
        properties.setProperty("password", PASSWORD);
        properties.setProperty("replication", "database");
        properties.setProperty("assumeMinServerVersion", "12");
        properties.setProperty("preferQueryMode", "simple");
        return DriverManager.getConnection(server().jdbcUrl(), properties);
    }

    private boolean refuses(Callable<Client> login) throws Exception {
        try {
            open.add(0, login.call());
            return false;
        } catch (SQLException e) {
            assertThat(e.getSQLState()).isEqualTo("53300");
            return true;
        }
    }

    /** Opens sessions until the server refuses one, and returns how many. */
    private int fill(String application, String role) {
        for (int number = 0; ; number++) {
            try {
                open.add(0, Client.of(server(), application, role, PASSWORD));
            } catch (SQLException e) {
                assertThat(e.getSQLState()).isEqualTo("53300");
                return number;
            }
        }
    }

    private Client client(String application) throws SQLException {
        Client client = Client.of(server(), application);
        open.add(0, client);
        return client;
    }

    private static String role(String name, String create) {
        return "do $$ begin if not exists (select from pg_roles where rolname = '" + name + "') then " + create
                + "; end if; end $$";
    }

    private static Observation observation(Result result, String name) {
        return result.observations().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Subject session(Client client) {
        return Subject.session("db", Integer.toString(client.pid()));
    }

    private static List<List<String>> rows(Result result, String title) {
        return result.evidence().stream()
                .filter(one -> one.title().equals(title))
                .flatMap(table -> ((Evidence.Table) table).rows().stream())
                .toList();
    }

    private static List<String> notes(Result result) {
        return result.evidence().stream()
                .filter(Evidence.Text.class::isInstance)
                .flatMap(text -> ((Evidence.Text) text).lines().stream())
                .toList();
    }

    private static List<String> commands(Result result) {
        return result.remedies().stream()
                .map(Remedy::command)
                .flatMap(Optional::stream)
                .toList();
    }
}
