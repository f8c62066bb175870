package dev.vitals.engine;

import dev.vitals.spi.TimeSource;
import java.util.List;

/**
 * Does whatever is due: runs of checks, looks at runs whose time is up, the keeper's work. When each of these is due is
 * kept by those who are concerned and asked for at each call, so nothing that goes wrong in one call is lost to the next.
 */
final class Clockwork implements TimeSource.Step {
    private static final long RETRY_NANOS = 100_000_000;

    private final TimeSource time;
    private volatile List<? extends Ticking> parts = List.of();

    Clockwork(TimeSource time) {
        this.time = time;
    }

    /** Something that is due now and then. */
    interface Ticking {
        /** Does what is due now, and returns when to be called again. Must be short. */
        long tick(long nowNanos);
    }

    /** Says what there is to call. Called once, by whoever then has the loop call. */
    void drive(List<? extends Ticking> all) {
        parts = List.copyOf(all);
    }

    @Override
    public long run() {
        long now = time.nanoTime();
        long next = now + Long.MAX_VALUE / 2;
        for (Ticking part : parts) {
            long due = tick(part, now);
            next = due - next < 0 ? due : next;
        }
        return next;
    }

    /** A part that fails, most likely for lack of memory, costs the others nothing and comes back soon. */
    private static long tick(Ticking part, long now) {
        try {
            return part.tick(now);
        } catch (Throwable noMemory) {
            return now + RETRY_NANOS;
        }
    }
}
