package dev.vitals.report;

import dev.vitals.probe.Quantities;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Which build runs, since when, and what ran before.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param build what runs
 * @param startedAt when this process started
 * @param deployedAt when this build was first seen in the place of another; empty if no other is remembered
 * @param previous what ran before; there exactly when {@code deployedAt} is
 * @since 0.1.0
 */
public record Deployment(Build build, Instant startedAt, Optional<Instant> deployedAt, Optional<Build> previous) {
    /** A fault that comes later than this is rarely blamed on what was deployed; our own judgement. */
    private static final Duration SUSPECT = Duration.ofDays(1);

    /** Nor one that comes later than this on a mere restart; our own judgement. */
    private static final Duration FRESH = Duration.ofHours(1);

    /**
     * Checks that both of the last two are known, or neither.
     *
     * @throws IllegalArgumentException if only one of {@code deployedAt} and {@code previous} is there
     */
    public Deployment {
        Objects.requireNonNull(build, "build");
        Objects.requireNonNull(startedAt, "startedAt");
        Objects.requireNonNull(deployedAt, "deployedAt");
        Objects.requireNonNull(previous, "previous");
        if (deployedAt.isPresent() != previous.isPresent()) {
            throw new IllegalArgumentException("'deployedAt' is known exactly when 'previous' is, but they were "
                    + deployedAt + " and " + previous);
        }
    }

    /**
     * Returns what happened shortly before a failure, in words.
     *
     * @param failure when it was first seen
     * @return such as {@code version 1.4.2 deployed 12 m before the first failure, after version 1.4.1}, if that was less
     *     than a day before; else such as {@code version 1.4.2 started 5 m before the first failure}, if that was less than
     *     an hour before; else empty
     */
    public Optional<String> before(Instant failure) {
        return deployedAt
                .flatMap(time -> shortly(time, failure, SUSPECT))
                .map(time -> build + " deployed " + time + " before the first failure, after " + previous.orElseThrow())
                .or(() -> shortly(startedAt, failure, FRESH)
                        .map(time -> build + " started " + time + " before the first failure"));
    }

    private static Optional<String> shortly(Instant time, Instant failure, Duration most) {
        Duration passed = Duration.between(time, failure);
        return passed.isNegative() || passed.compareTo(most) > 0
                ? Optional.empty()
                : Optional.of(Quantities.duration(passed));
    }
}
