package dev.vitals.jdbc.internal.postgres.storage;

import dev.vitals.jdbc.internal.findings.Columns;
import dev.vitals.jdbc.internal.findings.Finding;
import dev.vitals.jdbc.internal.session.Session;
import dev.vitals.probe.Command;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Status;
import dev.vitals.text.Plural;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Pages that are not what the server had written. It counts each time one is met, until its statistics are reset.
 *
 * @param failures how often; 0 also where the server keeps no checksums
 * @param last how long ago it was last so; empty for never
 */
record Checksums(long failures, Optional<Duration> last) {
    /** Not of what all databases share: nothing but dropping all statistics would ever make the server forget those. */
    private static final String QUERY = "select coalesce(sum(checksum_failures), 0)::bigint as failures,"
            + " extract(epoch from clock_timestamp() - max(checksum_last_failure)) as last"
            + " from pg_stat_database where datname = current_database()";

    static Checksums read(Session session) throws SQLException {
        return session.first(QUERY, row -> new Checksums(row.getLong("failures"), Columns.age(row, "last")))
                .orElseThrow();
    }

    Optional<Finding> finding() {
        return failures == 0
                ? Optional.empty()
                : Optional.of(new Finding(
                        Status.DOWN,
                        StorageCauses.PAGES_DAMAGED,
                        Plural.of(failures, "read") + " of damaged pages"
                                + last.map(age -> ", the last one " + Quantities.duration(age) + " ago")
                                        .orElse(""),
                        List.of(
                                Remedy.words("find the server's log: it names the file and the page of each")
                                        .run(Command.sql(
                                                "SELECT pg_current_logfile(), current_setting('log_directory')")),
                                Remedy.words(
                                        "fail over to a standby, or restore a backup: a disk or memory that does this"
                                                + " once does it again"),
                                Remedy.words(
                                                "once that is mended, have the server forget it, and all else it has counted"
                                                        + " for this database")
                                        .run(Command.sql("SELECT pg_stat_reset()")))));
    }
}
