package dev.vitals.jdbc.internal.postgres.locks;

import java.util.List;

/** Which lock modes exclude each other: the table "Conflicting Lock Modes" of PostgreSQL's manual, chapter 13.3. */
final class LockModes {
    /** Weakest first. */
    private static final List<String> MODES = List.of(
            "AccessShareLock",
            "RowShareLock",
            "RowExclusiveLock",
            "ShareUpdateExclusiveLock",
            "ShareLock",
            "ShareRowExclusiveLock",
            "ExclusiveLock",
            "AccessExclusiveLock");

    /** For each mode, from the left, the modes it excludes. */
    private static final List<String> EXCLUDES = List.of(
            "00000001", //
            "00000011",
            "00001111",
            "00011111",
            "00110111",
            "00111111",
            "01111111",
            "11111111");

    private LockModes() {}

    /** Whether two sessions cannot hold these modes at once. False for a mode that is not one of the eight. */
    static boolean conflict(String one, String other) {
        int row = MODES.indexOf(one);
        int column = MODES.indexOf(other);
        return row >= 0 && column >= 0 && EXCLUDES.get(row).charAt(column) == '1';
    }

    /** Whether this mode on a table makes every later statement wait, even one that only reads. */
    static boolean excludesAll(String mode) {
        return mode.equals("AccessExclusiveLock");
    }
}
