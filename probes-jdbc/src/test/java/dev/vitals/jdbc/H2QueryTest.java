package dev.vitals.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;

/** A product of which we know nothing: what it changes is rolled back. */
class H2QueryTest extends QueryContract {
    private static final String URL = "jdbc:h2:mem:queries;DB_CLOSE_DELAY=-1";

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
