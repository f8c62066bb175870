package dev.vitals.redis.internal.link;

import dev.vitals.probe.ProbeContext;
import java.util.Locale;

/** How long one step of a run may take: three quarters of what the run has left, at most 3 s. */
final class TimeLimit {
    private static final int LONGEST_MILLIS = 3_000;

    private TimeLimit() {}

    /**
     * Returns the limit of a step, so that the step ends before its run does.
     *
     * @return milliseconds, at least 1
     */
    static int ofCall(ProbeContext context) {
        return Math.max(1, Math.min(LONGEST_MILLIS, context.remainingMillis() / 4 * 3));
    }

    static String within(int millis) {
        return String.format(Locale.ROOT, " within %.1f s", millis / 1000.0);
    }
}
