package dev.vitals.report;

import dev.vitals.probe.Status;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a check's status is heading.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class Trend {
    /** No hold runs, and the status does not flap. */
    public static final Trend STEADY = new Trend(Optional.empty(), 0, false);

    private final Optional<Status> pending;
    private final int streak;
    private final boolean flapping;

    private Trend(Optional<Status> pending, int streak, boolean flapping) {
        this.pending = pending;
        this.streak = streak;
        this.flapping = flapping;
    }

    /**
     * Returns this trend while a hold runs.
     *
     * @param status the status that will be taken on if the results go on like this
     * @param results how many results in a row ask for it; at least 1
     * @return a copy
     * @throws IllegalArgumentException if {@code results} is below 1
     */
    public Trend turning(Status status, int results) {
        Objects.requireNonNull(status, "status");
        if (results < 1) {
            throw new IllegalArgumentException("'results' must be at least 1 but was " + results);
        }
        return new Trend(Optional.of(status), results, flapping);
    }

    /**
     * Returns this trend with a statement about flapping.
     *
     * @param now whether the status flaps
     * @return a copy
     */
    public Trend flapping(boolean now) {
        return new Trend(pending, streak, now);
    }

    /**
     * Returns the status that will be taken on if the results go on like this.
     *
     * @return the status; empty when no hold runs
     */
    public Optional<Status> pending() {
        return pending;
    }

    /**
     * Returns how many results in a row ask for {@link #pending}.
     *
     * @return the number; 0 when no hold runs
     */
    public int streak() {
        return streak;
    }

    /**
     * Returns whether the status has changed at least 5 times in the last 10 minutes.
     *
     * @return whether it flaps
     */
    public boolean flapping() {
        return flapping;
    }

    @Override
    public String toString() {
        String turning =
                pending.map(status -> "turning " + status + " (" + streak + ")").orElse("steady");
        return flapping ? turning + ", flapping" : turning;
    }
}
