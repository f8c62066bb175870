package dev.vitals.architecture;

import dev.vitals.testkit.MariaDbServer;
import dev.vitals.testkit.MySqlServer;
import dev.vitals.testkit.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Asks real servers whether they understand a statement, without running it. */
final class PreparedSql implements AutoCloseable {
    /** Syntax; an unknown column, table or variable. */
    private static final Set<Integer> MYSQL_REFUSES = Set.of(1064, 1054, 1146, 1193);

    /** A name that only an argument can have brought. */
    private static final Set<String> NAMES = Set.of("42P01", "3F000", "42704", "3D000", "42883");

    private final PostgresServer postgres = PostgresServer.start();
    private final MariaDbServer maria = MariaDbServer.start();
    private final MySqlServer mysql = MySqlServer.start();

    /** Returns why the statements are refused by each server of the product; empty if one of these takes all of them. */
    Set<String> refusals(boolean ofPostgres, String statements, boolean named) throws SQLException {
        List<String> all = List.of(statements.replace("\\G", "").split("; "));
        Set<String> refusals = new TreeSet<>();
        if (ofPostgres) {
            try (Connection connection = postgres.dataSource().getConnection()) {
                for (String one : all) {
                    postgres(connection, one, named, refusals);
                }
            }
            return refusals;
        }
        Set<String> others = new TreeSet<>();
        mysql(maria.jdbcUrl(), maria.user(), maria.password(), all, refusals);
        mysql(mysql.jdbcUrl(), mysql.user(), mysql.password(), all, others);
        if (refusals.isEmpty() || others.isEmpty()) {
            return Set.of();
        }
        refusals.addAll(others);
        return refusals;
    }

    private static void postgres(Connection connection, String sql, boolean named, Set<String> refusals) {
        String asked = harmless(sql);
        try (Statement statement = connection.createStatement()) {
            statement.execute(asked);
        } catch (SQLException e) {
            if (!named || !NAMES.contains(e.getSQLState())) {
                refusals.add("PostgreSQL " + e.getSQLState() + " " + e.getMessage());
            }
        }
    }

    /** A query is planned; the rest is read as the body of a function that returns before it. */
    private static String harmless(String sql) {
        if (sql.startsWith("SELECT")) {
            return "EXPLAIN " + sql;
        }
        // Not allowed in a function; there is no transaction of that name to lose.
        return sql.startsWith("ROLLBACK PREPARED") ? sql : "DO $remedy$ BEGIN RETURN; " + sql + "; END $remedy$";
    }

    private static void mysql(String url, String user, String password, List<String> all, Set<String> refusals)
            throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, user, password);
                Statement statement = connection.createStatement()) {
            for (String one : all) {
                try {
                    statement.execute(
                            "PREPARE remedy FROM '" + one.replace("\\", "\\\\").replace("'", "''") + "'");
                } catch (SQLException e) {
                    // Others, such as a statement that cannot be prepared, come after it was understood.
                    if (MYSQL_REFUSES.contains(e.getErrorCode())) {
                        refusals.add(connection.getMetaData().getDatabaseProductVersion() + " " + e.getMessage());
                    }
                }
            }
        }
    }

    @Override
    public void close() {
        postgres.close();
        maria.close();
        mysql.close();
    }
}
