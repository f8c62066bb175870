package dev.vitals.report;

import java.util.Objects;
import java.util.Optional;

/**
 * A change of the verdict on everything or on a group: of its status, its severity, or its root causes and their codes.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class ReportChange {
    private final Optional<Report> before;
    private final Report after;

    private ReportChange(Optional<Report> before, Report after) {
        this.before = Objects.requireNonNull(before, "before");
        this.after = Objects.requireNonNull(after, "after");
    }

    /**
     * Returns a change.
     *
     * @param before the report of the same selection before; empty if this is the first
     * @param after the report now
     * @return the change
     */
    public static ReportChange of(Optional<Report> before, Report after) {
        return new ReportChange(before, after);
    }

    /**
     * Returns the report with the former verdict.
     *
     * @return the report; empty if this is the first one
     */
    public Optional<Report> before() {
        return before;
    }

    /**
     * Returns the report with the new verdict. {@link Report#selection} says what it is about: everything, or a group;
     * {@link Report#at} when it was made.
     *
     * @return the report
     */
    public Report after() {
        return after;
    }

    @Override
    public String toString() {
        return before.map(Report::toString).orElse("nothing") + " -> " + after;
    }
}
