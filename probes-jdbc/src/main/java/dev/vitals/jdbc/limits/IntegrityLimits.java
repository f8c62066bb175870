package dev.vitals.jdbc.limits;

import dev.vitals.probe.CheckLimits;
import java.time.Duration;

/**
 * How much the {@code integrity} check of an SQLite database may read. The numbers are this library's own.
 *
 * <p>While it reads, every other check of this database waits, and outside of WAL mode so do the application's writers.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param largestBytes up to which size the database is read; a larger one is {@code UNKNOWN}; at least 1; 256 MiB by
 *     default
 * @param longest how long that may take before it is given up; positive, at most 60 s; 3 s by default
 * @since 0.1.0
 */
public record IntegrityLimits(long largestBytes, Duration longest) implements CheckLimits {
    // Before the default, which is checked against them.
    private static final Duration MOST = Duration.ofSeconds(60);

    /** Every default named above. */
    public static final IntegrityLimits DEFAULT = new IntegrityLimits(256L << 20, Duration.ofSeconds(3));

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is out of its bounds
     */
    public IntegrityLimits {
        Limits.atLeastOne("largestBytes", largestBytes);
        Limits.positive("longest", longest);
        Limits.atMost("longest", longest, MOST);
    }

    /**
     * Returns these limits with others for a larger or slower database.
     *
     * @param bytes up to which size the database is read; at least 1
     * @param time how long that may take; positive, at most 60 s
     * @return a copy
     * @throws IllegalArgumentException if a limit is out of its bounds
     * @since 0.1.0
     */
    public IntegrityLimits reading(long bytes, Duration time) {
        return new IntegrityLimits(bytes, time);
    }
}
