package dev.vitals.jdbc.limits;

import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.Size;
import java.time.Duration;
import java.util.Objects;

/**
 * How much the {@code integrity} check of an SQLite database may read. The numbers are this library's own.
 *
 * <p>While it reads, every other check of this database waits, and outside of WAL mode so do the application's writers.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param largest the largest database to read; a larger one is {@code UNKNOWN}; at least 1 byte; 256 MiB by default
 * @param longest how long reading may take before it is given up; positive, at most 60 s; 3 s by default
 * @since 0.1.0
 */
public record IntegrityLimits(Size largest, Duration longest) implements CheckLimits {
    // Before the default, which is checked against them.
    private static final Duration MOST = Duration.ofSeconds(60);

    /** Every default named above. */
    public static final IntegrityLimits DEFAULT = new IntegrityLimits(Size.ofMebibytes(256), Duration.ofSeconds(3));

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is out of its bounds
     */
    public IntegrityLimits {
        Objects.requireNonNull(largest, "largest");
        Limits.atLeastOne("largest", largest.bytes());
        Limits.positive("longest", longest);
        Limits.atMost("longest", longest, MOST);
    }

    /**
     * Returns these limits for a larger database.
     *
     * @param size the largest database to read; at least 1 byte
     * @return a copy
     * @throws IllegalArgumentException if {@code size} is zero
     */
    public IntegrityLimits largest(Size size) {
        return new IntegrityLimits(size, longest);
    }

    /**
     * Returns these limits for a slower database.
     *
     * @param time how long reading may take; positive, at most 60 s
     * @return a copy
     * @throws IllegalArgumentException if {@code time} is out of its bounds
     */
    public IntegrityLimits longest(Duration time) {
        return new IntegrityLimits(largest, time);
    }
}
