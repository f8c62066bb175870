package dev.vitals.incident;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whether the wall clock may be believed about years: what it alone calls old is not thrown away before it has gone as
 * the monotonic clock does for an hour, in which a clock that was set wrong is mostly set right. Confined to one thread.
 */
final class WallClock {
    private static final Duration LONG_ENOUGH = Duration.ofHours(1);
    private static final Duration JUMP = Duration.ofMinutes(1);

    private @Nullable Moment last;
    private long steadySince;

    boolean isSteady(Moment now) {
        if (last == null || jumped(last, now)) {
            steadySince = now.nanos();
        }
        last = now;
        return now.since(steadySince).compareTo(LONG_ENOUGH) >= 0;
    }

    private static boolean jumped(Moment before, Moment now) {
        return Duration.between(before.wall(), now.wall())
                        .minus(now.since(before.nanos()))
                        .abs()
                        .compareTo(JUMP)
                > 0;
    }
}
