package dev.vitals.report;

/**
 * What a check has counted since the aggregator was built.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class Counts {
    /** Nothing has been counted yet. */
    public static final Counts NONE = new Counts(0, 0, 0, 0);

    private final long runs;
    private final long failures;
    private final long timeouts;
    private final long transitions;

    private Counts(long runs, long failures, long timeouts, long transitions) {
        this.runs = runs;
        this.failures = failures;
        this.timeouts = timeouts;
        this.transitions = transitions;
    }

    /**
     * Returns these counts with one more run.
     *
     * @param failed whether its result was neither up nor degraded
     * @param timedOut whether it did not return in time
     * @return a copy
     */
    public Counts run(boolean failed, boolean timedOut) {
        return new Counts(runs + 1, failures + (failed ? 1 : 0), timeouts + (timedOut ? 1 : 0), transitions);
    }

    /**
     * Returns these counts with one more change of status.
     *
     * @return a copy
     */
    public Counts transition() {
        return new Counts(runs, failures, timeouts, transitions + 1);
    }

    /**
     * Returns how many runs have had a result.
     *
     * @return the number; a run that hangs is counted once
     */
    public long runs() {
        return runs;
    }

    /**
     * Returns how many runs had the result down or unknown.
     *
     * @return the number, those of {@link #timeouts} included
     */
    public long failures() {
        return failures;
    }

    /**
     * Returns how many runs did not return in time.
     *
     * @return the number
     */
    public long timeouts() {
        return timeouts;
    }

    /**
     * Returns how often the status has changed; the first result is no change.
     *
     * @return the number
     */
    public long transitions() {
        return transitions;
    }

    @Override
    public String toString() {
        return runs + " runs, " + failures + " failures, " + timeouts + " timeouts, " + transitions + " transitions";
    }
}
