package dev.vitals.jdbc.internal.mysql.locks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * A lock on a table's definition, held or waited for.
 *
 * @param id the session
 * @param object kind, schema and name of the table, to compare by
 * @param name the table; hostile
 * @param mode such as {@code SHARED_READ}
 * @param pending whether it is waited for
 */
record TableLock(long id, List<String> object, String name, String mode, boolean pending) {
    /** Of every change, on the whole server and on its schema. */
    private static final String INTENTION = "INTENTION_EXCLUSIVE";

    /** Weakest first. */
    private static final List<String> MODES = List.of(
            "SHARED",
            "SHARED_HIGH_PRIO",
            "SHARED_READ",
            "SHARED_WRITE",
            "SHARED_WRITE_LOW_PRIO",
            "SHARED_UPGRADABLE",
            "SHARED_READ_ONLY",
            "SHARED_NO_WRITE",
            "SHARED_NO_READ_WRITE",
            "EXCLUSIVE");

    /** For each mode, from the left, the modes it excludes: the matrix of granted locks in MySQL's mdl.cc. */
    private static final List<String> EXCLUDES = List.of(
            "0000000001", //
            "0000000001",
            "0000000011",
            "0000001111",
            "0000001111",
            "0000010111",
            "0001100011",
            "0001110111",
            "0011110111",
            "1111111111");

    static TableLock read(ResultSet row) throws SQLException {
        String name = Optional.ofNullable(row.getString("object_name")).orElse("");
        return new TableLock(
                row.getLong("id"),
                List.of(row.getString("object_type") + "", row.getString("object_schema") + "", name),
                name,
                row.getString("lock_type") + "",
                "PENDING".equals(row.getString("lock_status")));
    }

    /** Whether a session that waits for this lock waits for that other one, held by another session. */
    boolean waitsFor(TableLock other) {
        return pending && !other.pending() && id != other.id() && object.equals(other.object()) && excludes(other);
    }

    /** Whether a session that waits for this lock can only be queued behind that other one, which waits itself. */
    boolean queuesBehind(TableLock other) {
        return pending && other.pending() && id != other.id() && object.equals(other.object()) && excludes(other);
    }

    /** Modes of a schema or of the whole server are assumed to exclude each other, but for the intention to change. */
    private boolean excludes(TableLock other) {
        if (mode.equals(INTENTION) && other.mode().equals(INTENTION)) {
            return false;
        }
        int row = MODES.indexOf(mode);
        int column = MODES.indexOf(other.mode());
        return row < 0 || column < 0 || EXCLUDES.get(row).charAt(column) == '1';
    }
}
