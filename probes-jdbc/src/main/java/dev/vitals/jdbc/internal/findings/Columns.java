package dev.vitals.jdbc.internal.findings;

import dev.vitals.text.Clean;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** Reads columns that may be null or hostile. */
public final class Columns {
    private static final int NAME = 63;

    private Columns() {}

    /** A text that may be shown; empty for null. */
    public static String name(ResultSet row, String column) throws SQLException {
        return Clean.line(exact(row, column), NAME);
    }

    /** A text as it is, for a command or to compare by, but not to be shown; empty for null. */
    public static String exact(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return text == null ? "" : text;
    }

    /** Seconds; empty for null. A clock that went back gives zero. */
    public static Optional<Duration> age(ResultSet row, String column) throws SQLException {
        double seconds = row.getDouble(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Duration.ofMillis(Math.max(0, (long) (seconds * 1_000))));
    }

    /** A whole number; empty for null. */
    public static Optional<Long> number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(value);
    }
}
