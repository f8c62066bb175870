package dev.vitals.jdbc.internal.postgres.replication;

import dev.vitals.jdbc.internal.findings.Columns;
import dev.vitals.jdbc.internal.session.Session;
import dev.vitals.text.Clean;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a server sends to standbys, receives from its own primary, and keeps for slots.
 *
 * @param node the server's own side
 * @param standbys what streams from it; the farthest behind first
 * @param slots what it keeps write-ahead log for; the greediest first
 * @param subscriptions what it has subscribed to
 */
public record Replication(Node node, List<Standby> standbys, List<Slot> slots, List<Subscription> subscriptions) {

    /** Reads both sides at one moment. */
    public static Replication read(Session session) throws SQLException {
        List<Row> rows = session.list(ReplicationQuery.of(session.majorVersion()), Row::read);
        return new Replication(
                rows.get(0).node(),
                rows.stream().flatMap(row -> row.standby().stream()).toList(),
                rows.stream().flatMap(row -> row.slot().stream()).toList(),
                Subscription.read(session));
    }

    /**
     * The server's own side.
     *
     * @param standby whether it is in recovery
     * @param unreplayed how many bytes it has received but not replayed
     * @param replayed how long ago the last transaction that it has replayed was committed; empty when there is none
     * @param paused whether the replay was paused
     * @param receiver what streams from its primary; empty when nothing does
     * @param synchronous the setting {@code synchronous_standby_names}; hostile
     * @param slotLimit how many bytes a slot may keep; empty for any number
     * @param blindRole our role, when it may not see how others replicate; hostile
     */
    record Node(
            boolean standby,
            long unreplayed,
            Optional<Duration> replayed,
            boolean paused,
            Optional<Receiver> receiver,
            String synchronous,
            Optional<Long> slotLimit,
            Optional<String> blindRole) {
        private static Node read(ResultSet row) throws SQLException {
            long keep = row.getLong("slot_keep");
            return new Node(
                    row.getBoolean("standby"),
                    Math.max(0, row.getLong("unreplayed")),
                    Columns.age(row, "replayed"),
                    row.getBoolean("paused"),
                    row.getBoolean("receiver") ? Optional.of(Receiver.read(row)) : Optional.empty(),
                    Optional.ofNullable(row.getString("synchronous")).orElse(""),
                    keep > 0 ? Optional.of(keep) : Optional.empty(),
                    Optional.ofNullable(row.getString("blind_role")));
        }
    }

    /**
     * The process that receives the primary's write-ahead log.
     *
     * @param silent how long it has heard nothing; empty when hidden
     * @param timeout after how long it gives up, asking for a sign of life at half of it; zero for never
     */
    record Receiver(Optional<Duration> silent, Duration timeout) {
        private static Receiver read(ResultSet row) throws SQLException {
            return new Receiver(
                    Columns.age(row, "silent"),
                    Columns.age(row, "receiver_timeout").orElse(Duration.ZERO));
        }
    }

    /**
     * A standby, or another program that streams.
     *
     * @param name its application name
     * @param client its address; empty when local or hidden
     * @param state such as {@code streaming}; empty when hidden
     * @param mode such as {@code async}; empty when hidden
     * @param behind how many bytes it has not replayed; empty when hidden or not streaming yet
     * @param reply how long ago it last answered
     */
    record Standby(
            String name, String client, String state, String mode, Optional<Long> behind, Optional<Duration> reply) {
        boolean hidden() {
            return state.isEmpty();
        }
    }

    /**
     * A replication slot.
     *
     * @param name its exact name
     * @param type {@code physical} or {@code logical}, with the plug-in
     * @param state the {@code wal_status}; empty before 13, and for a slot that keeps nothing
     * @param active whether it has a reader
     * @param retained how many bytes it keeps; empty when it keeps nothing
     * @param inactive for how long it has had no reader; empty before 17
     */
    record Slot(
            String name,
            String type,
            String state,
            boolean active,
            Optional<Long> retained,
            Optional<Duration> inactive) {
        String shown() {
            return Clean.line(name, 63);
        }
    }

    private record Row(Node node, Optional<Standby> standby, Optional<Slot> slot) {
        static Row read(ResultSet row) throws SQLException {
            String kind = Optional.ofNullable(row.getString("kind")).orElse("");
            return new Row(
                    Node.read(row),
                    kind.equals("standby") ? Optional.of(standby(row)) : Optional.empty(),
                    kind.equals("slot") ? Optional.of(slot(row)) : Optional.empty());
        }

        private static Standby standby(ResultSet row) throws SQLException {
            return new Standby(
                    Columns.name(row, "name"),
                    Columns.name(row, "detail"),
                    Columns.name(row, "state"),
                    Columns.name(row, "mode"),
                    Columns.number(row, "bytes").map(bytes -> Math.max(0, bytes)),
                    Columns.age(row, "age"));
        }

        private static Slot slot(ResultSet row) throws SQLException {
            return new Slot(
                    Columns.exact(row, "name"),
                    Columns.name(row, "detail"),
                    Columns.name(row, "state"),
                    row.getBoolean("active"),
                    Columns.number(row, "bytes").map(bytes -> Math.max(0, bytes)),
                    Columns.age(row, "age"));
        }
    }
}
