package dev.vitals.engine;

import dev.vitals.probe.CheckPolicy;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * When a check is to run next by itself. Kept here and in no queue, so that nothing but the check's end can take it off
 * the schedule. Intervals are spread by up to a tenth, so that checks and instances do not march in step.
 */
final class Timetable {
    private static final double JITTER = 0.1;
    private static final long NEVER_NANOS = Long.MAX_VALUE / 2;

    /** Runs fall on marks so far apart: a thousand checks are a hundred runs a second, but wake a thread at 20 marks. */
    private static final long MARKS_NANOS = 50_000_000;

    private static final int MARKS_PER_INTERVAL = 20;

    private final CheckPolicy policy;
    private final Pacing pacing;
    private final AtomicLong due;

    Timetable(CheckPolicy policy, Pacing pacing, long now) {
        this.policy = policy;
        this.pacing = pacing;
        this.due = new AtomicLong(pacing.scheduled() ? now : now + NEVER_NANOS);
    }

    long due() {
        return due.get();
    }

    /** Whether the check is due, in which case the next time is set. */
    boolean take(long now) {
        if (!pacing.scheduled() || now - due.get() < 0) {
            return false;
        }
        due.set(next(now, policy.interval().toNanos()));
        return true;
    }

    /** Has the check run at a time unless it runs earlier anyway. Returns whether that is news. */
    boolean bringForward(long nanos) {
        if (!pacing.scheduled()) {
            return false;
        }
        long before = due.get();
        while (nanos - before < 0) {
            if (due.compareAndSet(before, nanos)) {
                return true;
            }
            before = due.get();
        }
        return false;
    }

    private long next(long now, long interval) {
        long marks = Math.max(1, Math.min(MARKS_NANOS, interval / MARKS_PER_INTERVAL));
        double spread = (interval * JITTER - marks) * (2 * pacing.random().nextDouble() - 1);
        long next = now + interval + (long) spread;
        return next - Math.floorMod(next, marks);
    }

    /**
     * How the checks of an engine run.
     *
     * @param scheduled whether by themselves, else only when a report needs them
     * @param grace until which monotonic time nothing worse than unknown is said; may change
     * @param random spreads them
     */
    record Pacing(boolean scheduled, AtomicLong grace, RandomGenerator random) {
        long graceUntil() {
            return grace.get();
        }
    }
}
