package dev.vitals.jdbc.internal.postgres;

import dev.vitals.jdbc.internal.session.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Both sides of replication at one moment.
 *
 * @param server this server's own part
 * @param standbys who streams from it, furthest behind first; maybe not all
 * @param slots what it keeps its log for, most kept first; maybe not all
 */
record Replication(Server server, List<Standby> standbys, List<Slot> slots) {
    /**
     * This server.
     *
     * @param recovery whether it replays another one's log
     * @param unreplayed bytes that it has received but not replayed; empty when it has received none
     * @param replayAge how old the last transaction is that it has replayed; empty when there is none
     * @param paused whether somebody has paused the replay
     * @param receiving whether it is connected to the server it replays from
     * @param messageAge how long ago that one said anything; empty when not connected, or hidden
     * @param receiverTimeout after how much silence it would disconnect; zero for never
     * @param synchronous which standbys a commit waits for, unless its session says otherwise; empty for none
     * @param keepBytes how much log a slot may keep; empty for no limit
     * @param blindRole the role that may not see the details; empty when it may
     */
    record Server(
            boolean recovery,
            OptionalLong unreplayed,
            Optional<Duration> replayAge,
            boolean paused,
            boolean receiving,
            Optional<Duration> messageAge,
            Duration receiverTimeout,
            String synchronous,
            OptionalLong keepBytes,
            Optional<String> blindRole) {}

    /**
     * A server, or another program, that streams from this one.
     *
     * @param name its name for itself; may be empty
     * @param client its address; may be empty
     * @param state such as {@code streaming}; empty when hidden
     * @param sync whether commits wait for it, in the words of {@code pg_stat_replication.sync_state}
     * @param behind bytes that it has not replayed; empty when hidden
     * @param replyAge how long ago it said how far it is; empty when hidden or never
     */
    record Standby(
            String name,
            String client,
            Optional<String> state,
            String sync,
            OptionalLong behind,
            Optional<Duration> replyAge) {
        boolean isHidden() {
            return state.isEmpty();
        }

        String label() {
            String named = "standby " + PostgresRemedies.literal(name);
            return client.isEmpty() ? named : named + " at " + client;
        }
    }

    /**
     * A replication slot.
     *
     * @param name its name
     * @param database of a logical one; may be empty
     * @param status {@code reserved}, {@code extended}, {@code unreserved} or {@code lost}; empty before PostgreSQL 13
     * @param type {@code physical} or {@code logical}
     * @param kept bytes of log that it keeps; empty when it keeps none
     * @param inactiveFor how long nobody has used it; empty when somebody does, and before PostgreSQL 17
     * @param active whether somebody uses it
     * @param left bytes that may still be written before it is lost; empty for no limit
     */
    record Slot(
            String name,
            String database,
            String status,
            String type,
            OptionalLong kept,
            Optional<Duration> inactiveFor,
            boolean active,
            OptionalLong left) {}

    static Replication read(Session session) throws SQLException {
        List<Row> rows = session.list(ReplicationQuery.of(session.majorVersion()), Row::read);
        return new Replication(
                rows.get(0).server(),
                rows.stream().flatMap(row -> row.standby().stream()).toList(),
                rows.stream().flatMap(row -> row.slot().stream()).toList());
    }

    private record Row(Server server, Optional<Standby> standby, Optional<Slot> slot) {
        static Row read(ResultSet row) throws SQLException {
            String kind = Columns.name(row, "kind");
            return new Row(
                    server(row),
                    kind.equals("standby") ? Optional.of(standby(row)) : Optional.empty(),
                    kind.equals("slot") ? Optional.of(slot(row)) : Optional.empty());
        }

        private static Server server(ResultSet row) throws SQLException {
            long megabytes = row.getLong("keep_mb");
            return new Server(
                    row.getBoolean("recovery"),
                    Columns.number(row, "unreplayed"),
                    Columns.age(row, "replay_age"),
                    row.getBoolean("paused"),
                    row.getInt("receivers") > 0,
                    Columns.age(row, "message_age"),
                    Columns.age(row, "receiver_timeout").orElse(Duration.ZERO),
                    Columns.name(row, "synchronous"),
                    megabytes < 0 ? OptionalLong.empty() : OptionalLong.of(megabytes << 20),
                    Optional.ofNullable(row.getString("blind_role")));
        }

        private static Standby standby(ResultSet row) throws SQLException {
            String state = Columns.name(row, "state");
            return new Standby(
                    Columns.name(row, "name"),
                    Columns.name(row, "client"),
                    state.isEmpty() ? Optional.empty() : Optional.of(state),
                    Columns.name(row, "sync_state"),
                    Columns.number(row, "bytes"),
                    Columns.age(row, "age"));
        }

        private static Slot slot(ResultSet row) throws SQLException {
            return new Slot(
                    Columns.name(row, "name"),
                    Columns.name(row, "client"),
                    Columns.name(row, "state"),
                    Columns.name(row, "sync_state"),
                    Columns.number(row, "bytes"),
                    Columns.age(row, "age"),
                    row.getBoolean("active"),
                    Columns.number(row, "safe"));
        }
    }
}
