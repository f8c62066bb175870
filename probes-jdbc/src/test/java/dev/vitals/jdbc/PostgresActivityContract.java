package dev.vitals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.jdbc.limits.ConnectionLimits;
import dev.vitals.jdbc.limits.LongQueryLimits;
import dev.vitals.jdbc.limits.TransactionLimits;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Subject;
import dev.vitals.probe.Threshold;
import dev.vitals.testkit.PostgresServer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

        // when: 5 of them are in use, and our own is not among them
        Result result = Checks.run(
                admin().limits(ConnectionLimits.class, c -> c.used(Threshold.ratioAbove(0.1, 0.2))), "connections");

        // then
        assertThat(result.status()).isEqualTo(Status.DOWN);
        assertThat(result.cause()).isEqualTo("db.connections.high");
        assertThat(result.summary())
                .startsWith("5 of " + usable + " connections in use (")
                .contains("limit 20 %");
        assertThat(rows(result, "connections"))
                .containsExactly(
                        List.of("4", "idle", "billing", "postgres"), List.of("1", "idle", "observer", "postgres"));
        assertThat(result.remedies().get(0).advice()).contains("'billing'", "4 connections");
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
        assertThat(result.summary()).startsWith("role 'app' uses 5 of 5 connections (100 %");
        assertThat(commands(result)).contains("ALTER ROLE \"app\" CONNECTION LIMIT 10");
    }

    @Test
    void a_role_without_rights_counts_connections_all_the_same() throws Exception {
        client("billing");

        Result calm = Checks.run(as("app"), "connections");
        Result high = Checks.run(
                as("app").limits(ConnectionLimits.class, c -> c.used(Threshold.ratioAbove(0.01, 1))), "connections");

        assertThat(calm.status()).isEqualTo(Status.UP);
        assertThat(calm.summary()).startsWith("2 of ");
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

        assertThat(queries(l -> l.limits(LongQueryLimits.class, q -> q.ignoring("nightly")))
                        .status())
                .isEqualTo(Status.UP);
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
                .extracting(row -> row.get(0) + " " + row.get(5))
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

    private static List<String> commands(Result result) {
        return result.remedies().stream()
                .map(Remedy::command)
                .flatMap(Optional::stream)
                .toList();
    }
}
