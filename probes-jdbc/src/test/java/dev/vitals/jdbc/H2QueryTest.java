package dev.vitals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.Result;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A product of which we know nothing: what it changes is rolled back. */
class H2QueryTest extends QueryContract {
    private static final String URL = "jdbc:h2:mem:queries;DB_CLOSE_DELAY=-1";

    @Test
    void what_the_driver_says_does_not_tell_the_query() throws Exception {
        for (String sql : List.of(
                "select count(*) from nowhere where iban = 'DE89-canary'", "select from where iban = 'DE89-canary'")) {
            Result result = query(sql, q -> q.warnAt(1));

            assertThat(result.cause()).isIn("query.failed", "query.no-relation");
            assertThat(result.toString()).contains("what the driver said").doesNotContain("canary");
        }
    }

    @Override
    JdbcProbes probes() {
        return JdbcProbes.of("db", URL, "sa", "");
    }

    @Override
    void run(String... statements) throws Exception {
        try (Connection connection = DriverManager.getConnection(URL, "sa", "")) {
            Sqlite.run(connection, statements);
        }
    }

    @Override
    String ask(String query) throws Exception {
        try (Connection connection = DriverManager.getConnection(URL, "sa", "")) {
            return Sqlite.ask(connection, query);
        }
    }

    @Override
    String endless() {
        return "select count(*) from system_range(1, 1000000) a, system_range(1, 1000000) b";
    }

    @Override
    List<String> writing() {
        return List.of("select count(*) from old table (delete from jobs)");
    }

    @Override
    String causeOfWriting() {
        return "ok";
    }
}
