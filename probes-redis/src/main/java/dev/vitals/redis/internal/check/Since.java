package dev.vitals.redis.internal.check;

import dev.vitals.redis.internal.link.Pace;
import java.time.Duration;
import java.util.OptionalLong;

/** For how long a condition has been seen in every run. */
public final class Since {
    private final Pace pace;
    private OptionalLong start = OptionalLong.empty();

    public Since(Pace pace) {
        this.pace = pace;
    }

    /** Returns for how long it has held: nothing at first sight, and when it does not. */
    public Duration note(boolean holds) {
        long now = pace.nanoTime();
        start = holds ? OptionalLong.of(start.orElse(now)) : OptionalLong.empty();
        return Duration.ofNanos(now - start.orElse(now));
    }
}
