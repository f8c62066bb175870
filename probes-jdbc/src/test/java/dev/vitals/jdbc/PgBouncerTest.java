package dev.vitals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.Check;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.testkit.PostgresServer;
import dev.vitals.testkit.ProbeHarness;
import dev.vitals.testkit.RequiresProgram;
import dev.vitals.testkit.ServerExtension;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** In transaction mode a connection of the server goes from client to client, with whatever was set in it. */
@RequiresProgram("pgbouncer")
class PgBouncerTest {
    private static final int ROUNDS = 3;

    private static final List<String> SETTINGS = List.of(
            "application_name",
            "statement_timeout",
            "lock_timeout",
            "idle_in_transaction_session_timeout",
            "transaction_read_only",
            "default_transaction_read_only",
            "search_path",
            "TimeZone");

    @RegisterExtension
    static final ServerExtension<PostgresServer> POSTGRES =
            ServerExtension.postgres().perClass();

    private final PostgresServer server = POSTGRES.server();

    @TempDir
    Path directory;

    @Test
    void what_a_session_sets_does_reach_the_next_client() throws Exception {
        try (PgBouncer bouncer = PgBouncer.start(server, 1, directory)) {
            try (Connection careless = connect(bouncer.url())) {
                ask(careless, "select set_config('lock_timeout', '77', false)");
            }

            assertThat(settings(bouncer.url())).containsEntry("lock_timeout", "77ms");
        }
    }

    @Test
    void rounds_leave_nothing_behind_for_the_next_client() throws Exception {
        try (PgBouncer bouncer = PgBouncer.start(server, 1, directory);
                Client observer = Client.of(server, "observer");
                JdbcProbes probes = probes(bouncer.url())) {
            String before = ask(bouncer.url(), "select pg_backend_pid()");

            round(probes);
            round(probes);
            round(probes);

            assertThat(observer.ask(
                            "select state || ' ' || (xact_start is null) from pg_stat_activity where pid = " + before))
                    .isEqualTo("idle true");
            assertThat(settings(bouncer.url())).isEqualTo(settings(server.jdbcUrl()));
            assertThat(ask(bouncer.url(), "select count(*) from pg_prepared_statements"))
                    .isEqualTo("0");
            assertThat(ask(bouncer.url(), "select count(*) from pg_locks where locktype = 'advisory'"))
                    .isEqualTo("0");
            assertThat(ask(bouncer.url(), "select pg_backend_pid()"))
                    .as("the same connection of the server")
                    .isEqualTo(before);
        }
    }

    @Test
    void rounds_find_what_they_find_without_a_bouncer() throws Exception {
        try (PgBouncer bouncer = PgBouncer.start(server, 1, directory);
                JdbcProbes direct = probes(server.jdbcUrl());
                JdbcProbes bounced = probes(bouncer.url())) {
            for (int i = 0; i < ROUNDS; i++) {
                assertThat(causes(round(bounced))).isEqualTo(causes(round(direct)));
            }

            assertThat(round(bounced).get("db.connect").status()).isEqualTo(Status.UP);
            assertThat(round(bounced)).hasSizeGreaterThan(5);
        }
    }

    @Test
    void checks_that_run_at_the_same_time_use_one_connection_of_the_server() throws Exception {
        try (PgBouncer bouncer = PgBouncer.start(server, 5, directory);
                Client observer = Client.of(server, "observer");
                JdbcProbes probes = probes(bouncer.url())) {
            for (int i = 0; i < ROUNDS; i++) {
                assertThat(roundAtOnce(probes)).allMatch(result -> result.status() == Status.UP);
            }

            // A bouncer keeps what it has opened.
            assertThat(observer.ask("select count(*) from pg_stat_activity"
                            + " where backend_type = 'client backend' and pid <> pg_backend_pid()"))
                    .isEqualTo("1");
        }
    }

    @Test
    void a_bouncer_that_is_gone_is_down() throws Exception {
        PgBouncer bouncer = PgBouncer.start(server, 1, directory);
        try (JdbcProbes probes = probes(bouncer.url())) {
            assertThat(Checks.run(probes, "connect").status()).isEqualTo(Status.UP);

            bouncer.close();

            Result result = Checks.run(probes, "connect");
            assertThat(result.status()).isEqualTo(Status.DOWN);
            assertThat(result.cause()).isEqualTo("db.refused");
        } finally {
            bouncer.close();
        }
    }

    /** With queries of a user's who does what a pooled connection does not forget by itself. */
    private JdbcProbes probes(String url) {
        return JdbcProbes.of("db", url, server.user(), server.password())
                .query("careless-lock", "select 1 from pg_advisory_lock(7)", q -> q)
                .query("careless-setting", "select length(set_config('lock_timeout', '77', false))", q -> q);
    }

    private static Map<String, Result> round(JdbcProbes probes) throws Exception {
        Map<String, Result> results = new LinkedHashMap<>();
        for (Check check : Checks.applying(probes)) {
            results.put(check.name(), run(check));
        }
        return results;
    }

    private static List<Result> roundAtOnce(JdbcProbes probes) throws Exception {
        List<Callable<Result>> runs = Checks.applying(probes).stream()
                .<Callable<Result>>map(check -> () -> run(check))
                .toList();
        ExecutorService threads = Executors.newFixedThreadPool(runs.size());
        try {
            List<Future<Result>> done = threads.invokeAll(runs);
            List<Result> results = new ArrayList<>();
            for (Future<Result> one : done) {
                results.add(one.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    private static Result run(Check check) throws Exception {
        return ProbeHarness.of(check).check();
    }

    private static Map<String, String> causes(Map<String, Result> round) {
        Map<String, String> causes = new LinkedHashMap<>();
        round.forEach((check, result) -> causes.put(check, result.status() + " " + result.cause()));
        return causes;
    }

    private Map<String, String> settings(String url) throws SQLException {
        Map<String, String> values = new LinkedHashMap<>();
        try (Connection next = connect(url)) {
            for (String setting : SETTINGS) {
                values.put(setting, ask(next, "SHOW " + setting));
            }
        }
        return values;
    }

    private String ask(String url, String query) throws SQLException {
        try (Connection connection = connect(url)) {
            return ask(connection, query);
        }
    }

    private static String ask(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private Connection connect(String url) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", server.user());
        properties.setProperty("password", server.password());
        properties.setProperty("ApplicationName", "next");
        properties.setProperty("socketTimeout", "30");
        return DriverManager.getConnection(url, properties);
    }
}
