package dev.vitals.jdbc.internal.postgres.storage;

import dev.vitals.jdbc.internal.findings.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * How archiving goes.
 *
 * @param on whether this server archives
 * @param failing whether its last try failed
 * @param archived how long ago a file was last archived; empty for never
 * @param failed the file that could not be archived last; may be shown; empty for none
 * @param failures how many tries have failed since the statistics were reset
 */
record Archiver(boolean on, boolean failing, Optional<Duration> archived, String failed, long failures) {
    static final Archiver OFF = new Archiver(false, false, Optional.empty(), "", 0);

    /** A standby archives only with {@code archive_mode = always}. */
    static final String COLUMNS = "(current_setting('archive_mode') = 'always'"
            + " or current_setting('archive_mode') = 'on' and not pg_is_in_recovery()) as archives,"
            + " coalesce(a.last_failed_time > coalesce(a.last_archived_time, '-infinity'), false) as failing,"
            + " extract(epoch from clock_timestamp() - a.last_archived_time) as archived,"
            + " a.last_failed_wal, a.failed_count";

    static Archiver row(ResultSet row) throws SQLException {
        return new Archiver(
                row.getBoolean("archives"),
                row.getBoolean("failing"),
                Columns.age(row, "archived"),
                Columns.name(row, "last_failed_wal"),
                row.getLong("failed_count"));
    }
}
