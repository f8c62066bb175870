package dev.vitals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.jdbc.limits.ConnectLimits;
import dev.vitals.probe.Check;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.testkit.PostgresServer;
import dev.vitals.testkit.ServerExtension;
import dev.vitals.testkit.options.ServerOptions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a role's defaults and the objects of other users may not change. */
class PostgresDefaultsTest {
    private static final String PASSWORD = "canary-15";

    @RegisterExtension
    static final ServerExtension<PostgresServer> POSTGRES =
            ServerExtension.postgres(ServerOptions.defaults().withUser("shop", PASSWORD));

    @AfterEach
    void reset() throws Exception {
        run(
                "alter role shop reset all",
                "drop schema if exists app cascade",
                "drop function if exists public.quote_ident(name), public.count(text)");
    }

    @Test
    void a_function_that_looks_like_the_servers_own_is_not_called() throws Exception {
        run(
                "create schema app",
                "create table app.called(by text)",
                "grant usage on schema app to public",
                "grant insert on app.called to public",
                "create function app.quote_ident(name) returns text language plpgsql as $$ begin"
                        + " raise exception 'called'; end $$",
                "create function app.age(xid) returns int language plpgsql as $$ begin"
                        + " raise exception 'called'; end $$",
                "create function app.has_sequence_privilege(oid, text) returns boolean language sql as 'select true'",
                "create sequence app.\"x TO evil; --\"",
                "alter role shop set search_path = app, pg_catalog");

        try (JdbcProbes probes = probes()) {
            assertThat(Checks.run(probes, "wraparound").status()).isEqualTo(Status.UP);
            Result sequences = Checks.run(probes, "sequences");
            assertThat(sequences.remedies().toString())
                    .contains("GRANT SELECT ON ALL SEQUENCES IN SCHEMA \"app\" TO \"shop\"");
        }
    }

    @Test
    void a_view_that_looks_like_the_servers_own_is_not_read() throws Exception {
        run(
                "create schema app",
                "create view app.pg_stat_activity as select 1 as pid",
                "create view app.pg_locks as select 1 as pid",
                "create view app.pg_stat_database as select 1 as datname",
                "grant usage on schema app to public",
                "grant select on all tables in schema app to public",
                "grant pg_monitor to shop",
                "alter role shop set search_path = app, pg_catalog");

        try (JdbcProbes probes = probes()) {
            for (String check : List.of("connect", "connections", "transactions", "queries", "locks", "deadlocks")) {
                assertThat(Checks.run(probes, check)).as(check).returns(Status.UP, Result::status);
            }
        }
    }

    @Test
    void a_query_of_the_users_finds_what_its_login_would() throws Exception {
        run(
                "create schema app",
                "create table app.jobs as select 1 as id",
                "create function app.answer() returns int language sql as 'select 42'",
                "grant usage on schema app to public",
                "grant select on all tables in schema app to public",
                "alter role shop set search_path = app",
                "alter role shop set standard_conforming_strings = off");

        try (JdbcProbes probes = probes().query("jobs", "select answer() from jobs", q -> q)
                .query("escapes", "select length('\\\\')", q -> q)) {
            assertThat(Checks.run(probes, "jobs").summary()).isEqualTo("42");
            assertThat(Checks.run(probes, "escapes").summary()).isEqualTo("1");
            assertThat(Checks.run(probes, "connections").status()).isNotEqualTo(Status.DOWN);
        }
    }

    @Test
    void unusual_defaults_of_transactions_change_nothing() throws Exception {
        run(
                "create table if not exists written(id int)",
                "alter role shop set default_transaction_isolation = serializable",
                "alter role shop set default_transaction_deferrable = on",
                "alter role shop set default_transaction_read_only = off");

        try (Client writer = Client.of(POSTGRES.server(), "writer")
                        .run("begin isolation level serializable", "insert into written values (1)");
                JdbcProbes probes = probes().query("mine", "select 7", q -> q)) {
            assertThat(Checks.run(probes, "connect").status()).isEqualTo(Status.UP);
            assertThat(Checks.run(probes, "mine").summary()).isEqualTo("7");
            assertThat(writer.ask("select 1")).isEqualTo("1");
        }
    }

    @Test
    void a_limit_for_whole_transactions_of_the_role_ends_no_session_of_ours() throws Exception {
        assertThat(POSTGRES.server().version()).as("has such a limit").startsWith(PostgresServer.NEWEST);
        run("alter role shop set transaction_timeout = '300ms'");

        try (JdbcProbes probes = probes().query("slow", "select 7 from pg_sleep(0.6)", q -> q)) {
            assertThat(Checks.run(probes, "slow").summary()).isEqualTo("7");
        }
    }

    @Test
    void a_standby_that_would_make_every_transaction_serializable_is_asked_all_the_same() throws Exception {
        try (PostgresServer primary = PostgresServer.start();
                PostgresServer standby = primary.standby(
                        ServerOptions.defaults().withSetting("default_transaction_isolation", "serializable"));
                JdbcProbes probes = JdbcProbes.of("db", standby.jdbcUrl(), standby.user(), standby.password())
                        .query("mine", "select 7", q -> q)
                        .limits(ConnectLimits.class, c -> c.writable(false))) {
            assertThat(Checks.run(probes, "connect").status()).isEqualTo(Status.UP);
            for (Check check : Checks.applying(probes)) {
                String name = check.name().substring(check.name().indexOf('.') + 1);
                assertThat(Checks.run(probes, name).cause()).as(name).doesNotStartWith("db.");
            }
        }
    }

    private static JdbcProbes probes() {
        return JdbcProbes.of("db", POSTGRES.server().jdbcUrl(), "shop", PASSWORD);
    }

    private static void run(String... statements) throws Exception {
        try (Client client = Client.of(POSTGRES.server(), "application")) {
            client.run(statements);
        }
    }
}
