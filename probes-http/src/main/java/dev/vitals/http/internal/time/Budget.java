package dev.vitals.http.internal.time;

import dev.vitals.probe.ProbeContext;
import java.time.Duration;

/** How long something may take, all in all. */
public final class Budget {
    private final long deadline;

    private Budget(long deadline) {
        this.deadline = deadline;
    }

    public static Budget of(Duration limit) {
        return new Budget(System.nanoTime() + limit.toNanos());
    }

    /** Returns the time of a request: enough is left of the run to find out, after a timeout, how far it got. */
    public static Budget ofRequest(ProbeContext context) {
        return of(context.remaining().multipliedBy(5).dividedBy(8));
    }

    /** Returns a part of what is left of a run. */
    public static Budget ofStep(ProbeContext context) {
        return of(context.remaining().dividedBy(3));
    }

    /** Returns what is left; at least a millisecond, since sockets take less for "for ever". */
    public Duration left() {
        return Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime()));
    }

    public int leftMillis() {
        return (int) Math.min(Integer.MAX_VALUE, left().toMillis());
    }

    public boolean isOver() {
        return System.nanoTime() >= deadline;
    }
}
