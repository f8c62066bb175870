package dev.vitals.jdbc.internal.mysql;

import dev.vitals.jdbc.internal.failure.MissingRightException;
import dev.vitals.jdbc.internal.mysql.activity.MySqlSessions;
import dev.vitals.jdbc.internal.mysql.server.Right;
import dev.vitals.jdbc.internal.mysql.server.Rights;
import dev.vitals.jdbc.internal.mysql.server.Server;
import dev.vitals.jdbc.internal.session.Session;
import dev.vitals.jdbc.internal.text.SqlText;
import dev.vitals.probe.Evidence;
import dev.vitals.text.Clean;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** Queries for a check that has left {@code UP}: too dear for every run, and worth it then. */
final class MySqlDiagnosis {
    private static final int ROWS = 20;
    private static final int STATEMENT = 300;

    private final Rights rights;

    MySqlDiagnosis(Rights rights) {
        this.rights = rights;
    }

    /** The connections by user, address and, where the server shows it, program. */
    List<Evidence> connections(Session session) throws SQLException {
        Server server = Server.of(session);
        List<List<String>> rows;
        try {
            rows = rights.use(session, Right.PERFORMANCE, one -> groups(one, server, true));
        } catch (MissingRightException e) {
            rows = groups(session, server, false);
        }
        return List.of(
                new Evidence.Table("sessions", List.of("connections", "user", "client", "command", "program"), rows));
    }

    /** The statements that have taken most time since the server started or its statistics were reset. */
    List<Evidence> statements(Session session) throws SQLException {
        Server server = Server.of(session);
        try {
            List<List<String>> rows = rights.use(
                    session,
                    Right.PERFORMANCE,
                    one -> one.list(
                            server.bounded("select digest_text, count_star, sum_timer_wait / 1e12 as seconds,"
                                    + " avg_timer_wait / 1e9 as millis, sum_rows_examined as examined"
                                    + " from performance_schema.events_statements_summary_by_digest"
                                    + " where digest_text is not null order by sum_timer_wait desc limit " + ROWS),
                            MySqlDiagnosis::statement));
            return rows.isEmpty()
                    ? List.of(note("performance_schema records no statements on this server"))
                    : List.of(new Evidence.Table(
                            "statements by total time",
                            List.of("statement", "calls", "total s", "mean ms", "rows examined"),
                            rows));
        } catch (MissingRightException e) {
            return List.of(note(e.getMessage() + ": "
                    + e.remedy().command().orElse(e.remedy().advice())));
        }
    }

    private static List<List<String>> groups(Session session, Server server, boolean programs) throws SQLException {
        String program = programs ? "a.attr_value" : "''";
        String attributes = programs
                ? " left join performance_schema.session_connect_attrs a"
                        + " on a.processlist_id = p.id and a.attr_name = 'program_name'"
                : "";
        return session.list(
                server.bounded("select count(*) as connections, p.user, substring_index(p.host, ':', 1) as client,"
                        + " p.command, " + program + " as program from information_schema.processlist p" + attributes
                        + " group by p.user, client, p.command, program order by connections desc limit " + ROWS),
                MySqlDiagnosis::group);
    }

    private static List<String> group(ResultSet row) throws SQLException {
        return List.of(
                Long.toString(row.getLong("connections")),
                MySqlSessions.name(row, "user"),
                MySqlSessions.name(row, "client"),
                MySqlSessions.name(row, "command"),
                MySqlSessions.name(row, "program"));
    }

    private static List<String> statement(ResultSet row) throws SQLException {
        return List.of(
                SqlText.redactMySql(row.getString("digest_text"), STATEMENT),
                Long.toString(row.getLong("count_star")),
                String.format(Locale.ROOT, "%.1f", row.getDouble("seconds")),
                String.format(Locale.ROOT, "%.1f", row.getDouble("millis")),
                Long.toString(row.getLong("examined")));
    }

    private static Evidence.Text note(String text) {
        return new Evidence.Text("statements by total time", List.of(Clean.line(text, STATEMENT)));
    }
}
