package dev.vitals.jdbc.internal.pool;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** How long a condition has held, as far as the runs of one check could see. */
final class Lasting {
    private final LongSupplier nanoTime;
    private @Nullable Long since;

    Lasting(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Notes whether the condition holds now; zero when it does not, or has only begun. */
    Duration note(boolean holds) {
        if (!holds) {
            since = null;
            return Duration.ZERO;
        }
        long now = nanoTime.getAsLong();
        long start = since == null ? now : since;
        since = start;
        return Duration.ofNanos(now - start);
    }
}
