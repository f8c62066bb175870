package dev.vitals.jdbc.internal.postgres.storage;

import dev.vitals.jdbc.internal.findings.Columns;
import dev.vitals.jdbc.internal.session.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How archiving goes.
 *
 * @param on whether this server archives
 * @param configured whether it knows how
 * @param failing whether its last try failed
 * @param archived how long ago a file was last archived; empty for never
 * @param failed the file that could not be archived last; may be shown; empty for none
 * @param failures how many tries have failed since the statistics were reset
 * @param written the number of the segment that is written to; empty on a standby
 * @param done the number of the segment that was archived last; empty for none
 * @param ready what waits to be archived; empty when this role may not see it
 * @param role our role; hostile
 */
record Archiver(
        boolean on,
        boolean configured,
        boolean failing,
        Optional<Duration> archived,
        String failed,
        long failures,
        Optional<Long> written,
        Optional<Long> done,
        Optional<Ready> ready,
        String role) {
    static final Archiver OFF = new Archiver(
            false, true, false, Optional.empty(), "", 0, Optional.empty(), Optional.empty(), Optional.empty(), "");

    /** A standby archives only with {@code archive_mode = always}. A library is known from PostgreSQL 15 on. */
    static final String COLUMNS = "(current_setting('archive_mode') = 'always'"
            + " or current_setting('archive_mode') = 'on' and not pg_is_in_recovery()) as archives,"
            + " current_setting('archive_command') <> ''"
            + " or coalesce(current_setting('archive_library', true), '') <> '' as configured,"
            + " coalesce(a.last_failed_time > coalesce(a.last_archived_time, '-infinity'), false) as failing,"
            + " extract(epoch from clock_timestamp() - a.last_archived_time) as archived,"
            + " a.last_failed_wal, a.failed_count, a.last_archived_wal,"
            + " pg_size_bytes(current_setting('wal_segment_size')) as segment,"
            + " case when not pg_is_in_recovery() then pg_current_wal_lsn() - '0/0'::pg_lsn end as position,"
            + " has_function_privilege('pg_ls_archive_statusdir()', 'execute') as may_list, current_user::text as role";

    private static final String READY = "select count(*) as files,"
            + " extract(epoch from clock_timestamp() - min(modification)) as oldest"
            + " from pg_ls_archive_statusdir() where name like '%.ready'";

    /** A segment's file: timeline, then its number in two parts. Histories and backups are archived too. */
    private static final Pattern SEGMENT = Pattern.compile("[0-9A-F]{8}([0-9A-F]{8})([0-9A-F]{8}).*");

    /**
     * What waits to be archived.
     *
     * @param files how many
     * @param oldest how long the oldest has been waiting; empty for none
     */
    record Ready(long files, Optional<Duration> oldest) {
        private static Ready row(ResultSet row) throws SQLException {
            return new Ready(row.getLong("files"), Columns.age(row, "oldest"));
        }
    }

    static Archiver row(ResultSet row) throws SQLException {
        long segment = row.getLong("segment");
        return new Archiver(
                row.getBoolean("archives"),
                row.getBoolean("configured"),
                row.getBoolean("failing"),
                Columns.age(row, "archived"),
                Columns.name(row, "last_failed_wal"),
                row.getLong("failed_count"),
                Columns.number(row, "position").map(position -> position / segment),
                number(Columns.exact(row, "last_archived_wal"), segment),
                row.getBoolean("may_list") ? Optional.of(new Ready(0, Optional.empty())) : Optional.empty(),
                Columns.exact(row, "role"));
    }

    /** Looks at what waits, if this role may: the right is checked even for a function that would not be called. */
    Archiver lookingAt(Session session) throws SQLException {
        return on && ready.isPresent() ? with(session.first(READY, Ready::row)) : this;
    }

    private Archiver with(Optional<Ready> seen) {
        return new Archiver(on, configured, failing, archived, failed, failures, written, done, seen, role);
    }

    private static Optional<Long> number(String file, long segment) {
        Matcher parts = SEGMENT.matcher(file);
        return parts.matches()
                ? Optional.of(Long.parseLong(parts.group(1), 16) * ((1L << 32) / segment)
                        + Long.parseLong(parts.group(2), 16))
                : Optional.empty();
    }
}
