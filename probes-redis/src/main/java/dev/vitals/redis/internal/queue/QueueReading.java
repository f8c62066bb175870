package dev.vitals.redis.internal.queue;

import dev.vitals.probe.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What waits in a queue.
 *
 * @param depth how many entries; empty when that cannot be counted
 * @param oldest when the oldest was added; empty when nothing waits, or nothing says so
 */
record QueueReading(OptionalLong depth, Optional<Instant> oldest) {
    /** Something about the queue keeps it from being read. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Cause cause;

        Unreadable(Cause cause, String message) {
            super(message, null, false, false);
            this.cause = cause;
        }

        Cause why() {
            return cause;
        }
    }

    static final QueueReading EMPTY = new QueueReading(OptionalLong.of(0), Optional.empty());

    static QueueReading of(long depth, Optional<Instant> oldest) {
        return new QueueReading(OptionalLong.of(depth), oldest);
    }

    /** Returns the age of the oldest entry; one that is due later has none. */
    Duration age(Instant now) {
        return oldest.filter(now::isAfter)
                .map(added -> Duration.between(added, now))
                .orElse(Duration.ZERO);
    }
}
