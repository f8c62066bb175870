package dev.vitals.jdbc.internal.postgres.activity;

import dev.vitals.jdbc.internal.activity.Activity;
import dev.vitals.jdbc.internal.activity.ClientSession;
import dev.vitals.jdbc.internal.activity.ConnectionLimit;
import dev.vitals.jdbc.internal.activity.OpenPrepared;
import dev.vitals.jdbc.internal.findings.Columns;
import dev.vitals.jdbc.internal.postgres.locks.PreparedTransaction;
import dev.vitals.jdbc.internal.postgres.server.PostgresGrants;
import dev.vitals.jdbc.internal.session.Session;
import dev.vitals.probe.Argument;
import dev.vitals.probe.Command;
import dev.vitals.probe.Remedy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Reads what clients do, how many there may be and which transactions are prepared: two statements, three on a server
 * that allows prepared transactions.
 */
public final class PostgresActivity {
    private PostgresActivity() {}

    /** Reads it all at one moment. */
    public static Activity read(Session session) throws SQLException {
        List<SessionRow> rows = session.list(ActivityQuery.SESSIONS, SessionRow::read);
        List<LimitRow> limits = session.list(ActivityQuery.LIMITS, LimitRow::read);
        boolean twoPhase = limits.stream().anyMatch(LimitRow::twoPhase);
        return new Activity(
                rows.stream()
                        .filter(row -> !row.ours())
                        .map(SessionRow::session)
                        .toList(),
                rows.stream().filter(SessionRow::ours).map(SessionRow::session).toList(),
                rows.stream().mapToInt(SessionRow::total).findFirst().orElse(0),
                limits.stream().map(LimitRow::limit).toList(),
                twoPhase ? session.list(ActivityQuery.PREPARED, PostgresActivity::prepared) : List.of(),
                blindness(rows),
                0);
    }

    /** A right that is missing comes first: without it, settings do not show. */
    private static Optional<Activity.Blindness> blindness(List<SessionRow> rows) {
        Optional<String> role = rows.stream()
                .filter(row -> row.sight() == Sight.FORBIDDEN)
                .flatMap(row -> row.blindRole().stream())
                .findFirst();
        return role.map(PostgresGrants::blindness)
                .or(() -> rows.stream().anyMatch(row -> row.sight() == Sight.NOT_REPORTED)
                        ? Optional.of(PostgresGrants.NOT_REPORTED)
                        : Optional.empty());
    }

    private static OpenPrepared prepared(ResultSet row) throws SQLException {
        String gid = Columns.exact(row, "gid");
        return new OpenPrepared(
                gid,
                Columns.name(row, "owner"),
                Columns.name(row, "database"),
                Columns.age(row, "age").orElse(Duration.ZERO),
                PreparedTransaction.remedy(gid, Columns.exact(row, "database")));
    }

    private record SessionRow(ClientSession session, boolean ours, Sight sight, int total, Optional<String> blindRole) {
        static SessionRow read(ResultSet row) throws SQLException {
            return new SessionRow(
                    PostgresSessions.of(row),
                    row.getBoolean("ours"),
                    Sight.of(row),
                    row.getInt("total"),
                    Optional.ofNullable(row.getString("blind_role")));
        }
    }

    private record LimitRow(ConnectionLimit limit, boolean twoPhase) {
        static LimitRow read(ResultSet row) throws SQLException {
            String kind = row.getString("kind");
            String name = Columns.exact(row, "name");
            String owner = kind.equals("server") ? "" : kind + " '" + Columns.name(row, "name") + "'";
            int allowed = Math.max(1, row.getInt("allowed"));
            ConnectionLimit limit = new ConnectionLimit(owner, row.getInt("used"), allowed, raise(kind, name, allowed));
            return new LimitRow(limit, row.getBoolean("two_phase"));
        }

        private static Remedy raise(String kind, String name, int allowed) {
            if (kind.equals("server")) {
                return Remedy.words("a pooler such as PgBouncer lets more clients share the server's connections;"
                        + " raising max_connections needs a restart and memory");
            }
            return Remedy.words("raise the limit of this {} if the server has connections to spare", kind)
                    .run(Command.sql(
                            kind.equals("role")
                                    ? "ALTER ROLE {} CONNECTION LIMIT {}"
                                    : "ALTER DATABASE {} CONNECTION LIMIT {}",
                            Argument.identifier(name),
                            2L * allowed));
        }
    }
}
