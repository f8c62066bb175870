package dev.vitals.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Up to when the wall clock may be believed about years. What it has jumped ahead does not make anything older, nor does
 * time in which no process ran; and in its first hour, in which a clock that was wrong at the start is mostly set right,
 * it is not believed at all. Confined to one thread.
 */
final class WallClock {
    private static final Duration LONG_ENOUGH = Duration.ofHours(1);
    private static final Duration JUMP = Duration.ofMinutes(1);
    private @Nullable Moment first;
    private @Nullable Moment last;
    private Duration ahead = Duration.ZERO;

    /** Takes over how much time earlier processes have not lived through. */
    void resumed(Duration missed) {
        if (missed.compareTo(ahead) > 0) {
            ahead = missed;
        }
    }

    /** Returns the time by which ages are counted; empty while it is not to be believed. */
    Optional<Instant> forAges(Moment now) {
        if (first == null || last == null) {
            first = now;
        } else {
            Duration drift = Duration.between(last.wall(), now.wall()).minus(now.since(last.nanos()));
            if (drift.abs().compareTo(JUMP) > 0) {
                Duration moved = ahead.plus(drift);
                ahead = moved.isNegative() ? Duration.ZERO : moved;
            }
        }
        last = now;
        boolean believed = now.since(first.nanos()).compareTo(LONG_ENOUGH) >= 0;
        return believed ? Optional.of(now.wall().minus(ahead)) : Optional.empty();
    }
}
