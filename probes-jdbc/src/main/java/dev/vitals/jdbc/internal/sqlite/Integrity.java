package dev.vitals.jdbc.internal.sqlite;

import dev.vitals.jdbc.internal.failure.FailureKind;
import dev.vitals.jdbc.internal.session.Session;
import java.sql.SQLException;

/**
 * The result of reading a whole database.
 *
 * @param bytes how large the database is
 * @param finding {@code ok}, or the first fault; empty when the database was too large to read
 */
record Integrity(long bytes, String finding) {
    private static final String SOUND = "ok";

    /** Reads every page, unless there are too many. */
    static Integrity read(Session session, long largest) throws SQLException {
        long bytes = number(session, "page_count") * number(session, "page_size");
        return new Integrity(bytes, bytes > largest ? "" : check(session));
    }

    boolean checked() {
        return !finding.isEmpty();
    }

    boolean sound() {
        return finding.equals(SOUND);
    }

    private static String check(Session session) throws SQLException {
        try {
            return session.first("PRAGMA quick_check(1)", row -> row.getString(1))
                    .orElse("no answer");
        } catch (SQLException e) {
            if (SqliteFailures.classify(e) == FailureKind.CORRUPT) {
                return e.getMessage() == null ? "unreadable" : e.getMessage();
            }
            throw e;
        }
    }

    private static long number(Session session, String pragma) throws SQLException {
        return session.first("PRAGMA " + pragma, row -> row.getLong(1)).orElse(0L);
    }
}
