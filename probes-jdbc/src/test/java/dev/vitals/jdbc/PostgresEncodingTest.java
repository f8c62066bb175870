package dev.vitals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.jdbc.limits.TransactionLimits;
import dev.vitals.probe.Check;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Threshold;
import dev.vitals.testkit.PostgresServer;
import dev.vitals.testkit.ProbeHarness;
import dev.vitals.testkit.ServerExtension;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One byte that is no character where it is read. */
class PostgresEncodingTest {
    @RegisterExtension
    static final ServerExtension<PostgresServer> POSTGRES =
            ServerExtension.postgres().perClass();

    @BeforeAll
    static void make_databases_of_other_encodings() throws Exception {
        for (String encoding : new String[] {"SQL_ASCII", "LATIN1"}) {
            try (Connection admin = connect("postgres", Map.of());
                    Statement statement = admin.createStatement()) {
                statement.execute("create database of_" + encoding + " template template0 encoding '" + encoding
                        + "' lc_collate 'C' lc_ctype 'C'");
            }
        }
        try (Connection latin = connect("of_latin1", Map.of());
                Statement statement = latin.createStatement()) {
            statement.execute("create role \"caf\u00e9\" login connection limit 5");
        }
    }

    @ParameterizedTest
    @CsvSource({"of_sql_ascii, of_sql_ascii", "of_sql_ascii, postgres", "of_latin1, postgres", "of_latin1, of_latin1"})
    void it_costs_no_check(String where, String from) throws Exception {
        try (Connection client = connect(where, Map.of("allowEncodingChanges", "true"));
                Statement statement = client.createStatement();
                JdbcProbes probes = probes(from)) {
            statement.execute("set client_encoding = 'LATIN1'");
            statement.execute("create table if not exists \"caf\u00e9\" (id serial)");
            client.setAutoCommit(false);
            statement.execute("select \"id\" from \"caf\u00e9\"");

            Map<String, Result> results = new TreeMap<>();
            for (Check check : probes.checks()) {
                if (check.probe().applies()) {
                    results.put(check.name(), ProbeHarness.of(check.probe()).check());
                    assertThat(ProbeHarness.of(check.probe()).diagnose().toString())
                            .as(check.name())
                            .doesNotContain("nothing more could be asked");
                }
            }

            assertThat(results)
                    .allSatisfy((name, result) ->
                            assertThat(result.status()).as(result.toString()).isNotEqualTo(Status.UNKNOWN));
            assertThat(results.get("db.transactions").toString()).contains("from \"caf");
        }
    }

    private static JdbcProbes probes(String database) {
        PostgresServer server = POSTGRES.server();
        return JdbcProbes.of("db", server.jdbcUrl(database), server.user(), server.password())
                .limits(TransactionLimits.class, t -> t.idle(Threshold.above(Duration.ofNanos(1), Duration.ofDays(1))));
    }

    private static Connection connect(String database, Map<String, String> more) throws Exception {
        PostgresServer server = POSTGRES.server();
        Properties properties = new Properties();
        properties.setProperty("user", server.user());
        properties.setProperty("password", server.password());
        properties.putAll(more);
        return DriverManager.getConnection(server.jdbcUrl(database), properties);
    }
}
