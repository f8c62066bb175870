package dev.vitals.jdbc.internal.mysql.server;

import dev.vitals.jdbc.internal.session.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A setting of the session that is another one during our turn. What it was is kept in a variable of the session.
 *
 * @param name the server's name for it
 * @param value what it is during our turn, as SQL
 */
record SessionSetting(String name, String value) {
    /**
     * What our own statements rely on, and a user's query must not notice: how SQL is read, and that no row is left out
     * and no join refused.
     */
    static final List<SessionSetting> OWN = List.of(
            new SessionSetting("sql_mode", "''"),
            new SessionSetting("sql_select_limit", "18446744073709551615"),
            new SessionSetting("sql_big_selects", "1"));

    /**
     * What holds for any statement: a transaction that locks no row it reads, and a bound. On a MariaDB, MariaDB's driver
     * bounds each statement by itself, in a way that hides the session's setting.
     */
    static List<SessionSetting> ofAny(Session session, int millis) throws SQLException {
        Server server = Server.of(session);
        String driver = session.connection().getMetaData().getDriverName();
        List<SessionSetting> settings = new ArrayList<>();
        boolean oldName = server.isMariaDb() && !server.atLeast(11, 1, 1);
        settings.add(new SessionSetting(oldName ? "tx_isolation" : "transaction_isolation", "'READ-COMMITTED'"));
        if (!server.isMariaDb()) {
            settings.add(new SessionSetting("max_execution_time", Integer.toString(millis)));
        } else if (!driver.startsWith("MariaDB")) {
            settings.add(new SessionSetting("max_statement_time", Double.toString(millis / 1_000d)));
        }
        return settings;
    }

    static String change(List<SessionSetting> settings) {
        return set(settings, one -> one.kept() + " = @@session." + one.name + ", " + one.to(one.value));
    }

    static String undo(List<SessionSetting> settings) {
        return set(settings, one -> one.to(one.kept()) + ", " + one.kept() + " = NULL");
    }

    static String handOver(List<SessionSetting> settings) {
        return set(settings, one -> one.to(one.kept()));
    }

    static String takeBack(List<SessionSetting> settings) {
        return set(settings, one -> one.to(one.value));
    }

    private static String set(List<SessionSetting> settings, Function<SessionSetting, String> assignment) {
        return settings.stream().map(assignment).collect(Collectors.joining(", ", "SET ", ""));
    }

    private String to(String other) {
        return "SESSION " + name + " = " + other;
    }

    private String kept() {
        return "@vitals_" + name;
    }
}
