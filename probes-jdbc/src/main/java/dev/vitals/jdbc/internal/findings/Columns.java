package dev.vitals.jdbc.internal.findings;

import dev.vitals.text.Clean;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Reads columns that may be null or hostile. */
public final class Columns {
    private static final int NAME = 63;
    private static final Set<Integer> BYTES = Set.of(Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY);

    private Columns() {}

    /** A text that may be shown; empty for null. */
    public static String name(ResultSet row, String column) throws SQLException {
        return Clean.line(exact(row, column), NAME);
    }

    /** A text as it is, for a command or to compare by, but not to be shown; empty for null. */
    public static String exact(ResultSet row, String column) throws SQLException {
        return text(row, column).orElse("");
    }

    /** A text as it is; empty for null. Of bytes, those that are no characters become U+FFFD. */
    public static Optional<String> text(ResultSet row, String column) throws SQLException {
        return text(row, row.findColumn(column));
    }

    /** The same by the column's number. */
    static Optional<String> text(ResultSet row, int column) throws SQLException {
        boolean raw = BYTES.contains(row.getMetaData().getColumnType(column));
        return raw
                ? Optional.ofNullable(row.getBytes(column)).map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                : Optional.ofNullable(row.getString(column));
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
