package dev.vitals.redis.internal.link;

import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Quantities;
import java.time.Duration;

/** How long one step of a run may take: three quarters of what the run has left, at most 3 s. */
record TimeLimit(int millis) {
    private static final int LONGEST_MILLIS = 3_000;

    /** Returns the limit of a step, so that the step ends before its run does. */
    static TimeLimit ofCall(ProbeContext context) {
        return new TimeLimit(Math.max(1, Math.min(LONGEST_MILLIS, context.remainingMillis() / 4 * 3)));
    }

    /** Says what did not come in time. */
    String without(String what) {
        return "no " + what + " within " + Quantities.duration(Duration.ofMillis(millis));
    }
}
