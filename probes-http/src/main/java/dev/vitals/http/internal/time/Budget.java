package dev.vitals.http.internal.time;

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
