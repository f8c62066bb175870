package dev.vitals.jdbc.internal.mysql.activity;

import dev.vitals.jdbc.internal.activity.Activity;
import dev.vitals.jdbc.internal.activity.Activity.Blindness;
import dev.vitals.jdbc.internal.activity.ClientSession;
import dev.vitals.jdbc.internal.activity.ConnectionLimit;
import dev.vitals.jdbc.internal.failure.MissingRightException;
import dev.vitals.jdbc.internal.mysql.server.Right;
import dev.vitals.jdbc.internal.mysql.server.Rights;
import dev.vitals.jdbc.internal.mysql.server.Server;
import dev.vitals.jdbc.internal.mysql.server.ServerStatus;
import dev.vitals.jdbc.internal.mysql.server.Settings;
import dev.vitals.jdbc.internal.session.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * What most checks judge, read once a round with a few statements. Immutable.
 *
 * @param server which server
 * @param status what it counts
 * @param settings what it counts and allows
 * @param activity what its clients do
 * @param transactionsSeen whether this account may see which sessions are in a transaction
 */
public record Snapshot(
        Server server, ServerStatus status, Settings settings, Activity activity, boolean transactionsSeen) {

    public static Snapshot read(Session session, Rights rights) throws SQLException {
        Server server = Server.of(session);
        ServerStatus status = ServerStatus.read(session, server);
        Settings settings = Settings.read(session, server);
        int connected = (int) status.number("Threads_connected");
        List<ConnectionLimit> limits = MySqlLimits.read(session, server, settings, connected);
        try {
            List<Row> all = rights.use(session, Right.PROCESS, one -> all(one, rights, server, settings));
            return new Snapshot(server, status, settings, activity(all, connected, limits, Optional.empty()), true);
        } catch (MissingRightException e) {
            Blindness blindness = Blindness.of("user " + settings.account().shown(), e.remedy());
            List<Row> own = rows(session, server, false, false);
            return new Snapshot(
                    server, status, settings, activity(own, connected, limits, Optional.of(blindness)), false);
        }
    }

    /** With what programs call themselves, where the server keeps that and shows it. */
    private static List<Row> all(Session session, Rights rights, Server server, Settings settings) throws SQLException {
        if (settings.instrumented()) {
            try {
                return rights.use(session, Right.PERFORMANCE, one -> rows(one, server, true, true));
            } catch (MissingRightException e) {
                // Then some long readers are known by their statements alone.
            }
        }
        return rows(session, server, true, false);
    }

    /** Unlike MariaDB, and contrary to its manual, MySQL counts slow statements only while its slow log is on. */
    public boolean countsSlowStatements() {
        return server.isMariaDb() || settings.slowLog();
    }

    /** Without the right to see transactions, any session may be in one, so what it does is not known. */
    public Activity transactions() {
        return transactionsSeen
                ? activity
                : new Activity(
                        activity.sessions().stream().map(Snapshot::hidden).toList(),
                        activity.ours(),
                        activity.total(),
                        activity.limits(),
                        activity.prepared(),
                        activity.blindness(),
                        activity.unlisted());
    }

    private static ClientSession hidden(ClientSession session) {
        return new ClientSession(
                session.kind(),
                session.pid(),
                session.client(),
                session.database(),
                Optional.empty(),
                session.commands(),
                session.elsewhere());
    }

    private static List<Row> rows(Session session, Server server, boolean transactions, boolean programs)
            throws SQLException {
        return session.list(SessionQuery.sessions(server, transactions, programs), row -> Row.read(row, transactions));
    }

    private static Activity activity(
            List<Row> rows, int connected, List<ConnectionLimit> limits, Optional<Blindness> blindness) {
        int total = Math.max(connected, rows.size());
        return new Activity(
                rows.stream().filter(row -> !row.ours()).map(Row::session).toList(),
                rows.stream().filter(Row::ours).map(Row::session).toList(),
                total,
                limits,
                List.of(),
                blindness,
                blindness.isPresent() ? total - rows.size() : 0);
    }

    private record Row(ClientSession session, boolean ours) {
        static Row read(ResultSet row, boolean transactions) throws SQLException {
            return new Row(MySqlSessions.of(row, transactions), row.getBoolean("ours"));
        }
    }
}
