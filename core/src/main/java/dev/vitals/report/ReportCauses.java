package dev.vitals.report;

import dev.vitals.probe.Cause;
import dev.vitals.probe.Cause.Kind;

/**
 * The causes that a report gives where the latest result alone does not decide.
 *
 * @since 0.1.0
 */
public final class ReportCauses {
    /** There is no result yet. */
    public static final Cause PENDING = Cause.of(
            "result.pending",
            Kind.UNKNOWN,
            "no result yet",
            "The check has not finished its first run since the application started.");

    /** The latest result is too old. */
    public static final Cause STALE = Cause.of(
            "result.stale",
            Kind.UNKNOWN,
            "the latest result is too old",
            "The check has not finished a run for longer than its results are trusted, so its last good result no"
                    + " longer counts.",
            "see whether its run hangs, or whether the schedule stands still");

    /** A hold keeps a worse status. */
    public static final Cause RECOVERING = Cause.of(
            "result.recovering",
            Kind.UNKNOWN,
            "better, but not for long enough",
            "The latest results are better than the status; the check's hold keeps the worse status until they have"
                    + " lasted.");

    /** A hold keeps a better status. */
    public static final Cause WORSENING = Cause.of(
            "result.worsening",
            Kind.UNKNOWN,
            "worse, but not for long enough",
            "The latest results are worse than the status; the check's hold keeps the better status until they have"
                    + " lasted.");

    private ReportCauses() {}
}
