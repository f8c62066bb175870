package dev.vitals.jdbc.internal.mysql.server;

import dev.vitals.jdbc.internal.session.Session;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * How many connections there may be, what is counted, and which account asks.
 *
 * @param connections how many the server takes
 * @param perUser how many any one user may have; 0 for as many as the server takes
 * @param ours how many our own user may have; 0 for as many as the server takes
 * @param slowLog whether the server logs slow statements
 * @param instrumented whether the server has its performance schema on
 * @param detecting whether InnoDB looks for deadlocks
 * @param durability what a crash may cost
 * @param account our own account; hostile
 * @param user the user we logged in as; hostile
 */
public record Settings(
        int connections,
        int perUser,
        int ours,
        boolean slowLog,
        boolean instrumented,
        boolean detecting,
        Durability durability,
        Account account,
        String user) {
    private static final String QUERY = "select @@global.max_connections as connections,"
            + " @@global.max_user_connections as per_user, @@session.max_user_connections as ours,"
            + " @@global.slow_query_log as slow_log, @@global.performance_schema as instrumented,"
            + " @@global.innodb_deadlock_detect as detecting, " + Durability.COLUMNS + ","
            + " current_user() as account, substring_index(user(), '@', 1) as user";

    public static Settings read(Session session, Server server) throws SQLException {
        return session.first(server.bounded(QUERY), Settings::row).orElseThrow();
    }

    private static Settings row(ResultSet row) throws SQLException {
        return new Settings(
                row.getInt("connections"),
                row.getInt("per_user"),
                row.getInt("ours"),
                row.getBoolean("slow_log"),
                row.getBoolean("instrumented"),
                row.getBoolean("detecting"),
                Durability.row(row),
                Account.of(row.getString("account")),
                row.getString("user"));
    }
}
