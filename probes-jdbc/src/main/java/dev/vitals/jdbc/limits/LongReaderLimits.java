package dev.vitals.jdbc.limits;

import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Unit;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which programs are known to read for hours, as backup tools do, and how long even they may take.
 *
 * <p>Their statements and transactions are held against {@code open} instead of {@link LongQueryLimits} and
 * {@link TransactionLimits}, and reported as good to know, with what they keep from being cleaned up. The same goes for a
 * session that runs {@code VACUUM}, or makes an index concurrently. The number is this library's own: a backup that is still
 * running when the next one is due has most likely got stuck.
 *
 * <p>A program is known by its application name on PostgreSQL. On MySQL and MariaDB it is known by {@code program_name} among
 * the attributes of its connection, for which the server needs the performance schema and our account the right to read it, or
 * by the comment with which {@code mysqldump}, {@code mariadb-dump} and {@code mydumper} begin their statements. On each of
 * them the name of a user will do, too.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param programs names of programs or of users, exactly as the server shows them; {@code pg_dump}, {@code pg_dumpall},
 *     {@code pg_amcheck}, {@code mysqldump}, {@code mysqlpump}, {@code mariadb-dump}, {@code mydumper}, {@code xtrabackup} and
 *     {@code mariabackup} by default
 * @param open how long their statements may run and their transactions may be open, a duration above 0; degraded at 24 hours,
 *     never down by default
 * @since 0.1.0
 */
public record LongReaderLimits(Set<String> programs, Threshold open) implements CheckLimits {
    /** Every default named above. */
    public static final LongReaderLimits DEFAULT = new LongReaderLimits(
            Set.of(
                    "pg_dump",
                    "pg_dumpall",
                    "pg_amcheck",
                    "mysqldump",
                    "mysqlpump",
                    "mariadb-dump",
                    "mydumper",
                    "xtrabackup",
                    "mariabackup"),
            Threshold.above(Duration.ofHours(24), Duration.ofHours(24)).warnOnly());

    /**
     * Checks the limits and copies the set.
     *
     * @throws IllegalArgumentException if one is out of its bounds
     */
    public LongReaderLimits {
        programs = Set.copyOf(programs);
        Thresholds.above("open", open, Unit.SECONDS);
    }

    /**
     * Returns these limits with more programs that are known to read for long.
     *
     * @param names application names, or names of users
     * @return a copy
     */
    public LongReaderLimits and(String... names) {
        Set<String> all = new HashSet<>(programs);
        all.addAll(List.of(names));
        return new LongReaderLimits(all, open);
    }

    /**
     * Returns these limits with other programs in place of all that are known so far.
     *
     * @param names application names, or names of users; may be none
     * @return a copy
     */
    public LongReaderLimits only(String... names) {
        return new LongReaderLimits(Set.of(names), open);
    }

    /**
     * Returns these limits with another for how long such a program may take.
     *
     * @param threshold a duration above 0
     * @return a copy
     * @throws IllegalArgumentException if it is out of its bounds
     */
    public LongReaderLimits open(Threshold threshold) {
        return new LongReaderLimits(programs, threshold);
    }
}
