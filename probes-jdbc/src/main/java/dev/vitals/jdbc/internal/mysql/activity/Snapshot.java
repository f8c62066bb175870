package dev.vitals.jdbc.internal.mysql.activity;

import dev.vitals.jdbc.internal.activity.Activity;
import dev.vitals.jdbc.internal.activity.ClientSession;
import dev.vitals.jdbc.internal.failure.MissingRightException;
import dev.vitals.jdbc.internal.mysql.server.Right;
import dev.vitals.jdbc.internal.mysql.server.Rights;
import dev.vitals.jdbc.internal.mysql.server.Server;
import dev.vitals.jdbc.internal.mysql.server.ServerStatus;
import dev.vitals.jdbc.internal.mysql.server.Settings;
import dev.vitals.jdbc.internal.session.Session;
import dev.vitals.probe.Remedy;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * What most checks judge, read once a round with three statements. Immutable.
 *
 * @param server which server
 * @param status what it counts
 * @param slowLog whether it logs slow statements
 * @param activity what its clients do
 * @param transactionsSeen whether this account may see which sessions are in a transaction
 */
public record Snapshot(
        Server server, ServerStatus status, boolean slowLog, Activity activity, boolean transactionsSeen) {

    public static Snapshot read(Session session, Rights rights) throws SQLException {
        Server server = Server.of(session);
        ServerStatus status = ServerStatus.read(session, server);
        Settings settings = Settings.read(session, server);
        try {
            List<ClientSession> all = rights.use(session, Right.PROCESS, one -> sessions(one, server, true));
            return new Snapshot(
                    server, status, settings.slowLog(), activity(status, settings, all, Optional.empty()), true);
        } catch (MissingRightException e) {
            List<ClientSession> own = sessions(session, server, false);
            return new Snapshot(
                    server,
                    status,
                    settings.slowLog(),
                    activity(status, settings, own, Optional.of(e.remedy())),
                    false);
        }
    }

    /** Unlike MariaDB, and contrary to its manual, MySQL counts slow statements only while its slow log is on. */
    public boolean countsSlowStatements() {
        return server.isMariaDb() || slowLog;
    }

    /** Without the right to see transactions, any session may be in one, so what it does is not known. */
    public Activity transactions() {
        return transactionsSeen
                ? activity
                : new Activity(
                        activity.sessions().stream().map(Snapshot::hidden).toList(),
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

    private static List<ClientSession> sessions(Session session, Server server, boolean transactions)
            throws SQLException {
        return session.list(SessionQuery.sessions(server, transactions), row -> MySqlSessions.of(row, transactions));
    }

    private static Activity activity(
            ServerStatus status, Settings settings, List<ClientSession> sessions, Optional<Remedy> grant) {
        int others = Math.max(0, (int) status.number("Threads_connected") - 1);
        int unlisted = grant.isPresent() ? Math.max(0, others - sessions.size()) : 0;
        return new Activity(
                sessions,
                Math.max(others, sessions.size()),
                MySqlLimits.of(settings, others, sessions),
                List.of(),
                grant.map(remedy ->
                        new Activity.Blindness("user " + settings.account().shown(), remedy)),
                unlisted);
    }
}
