package dev.vitals.report;

import dev.vitals.probe.Cause;
import dev.vitals.probe.Cause.Kind;
import java.util.List;

/**
 * Why a check's status is not that of its latest result, or why there is no result.
 *
 * @since 0.1.0
 */
public final class ResultCauses {
    /** The first run has not finished. */
    public static final Cause PENDING = Cause.of(
            "result.pending",
            Kind.UNKNOWN,
            "no result yet",
            "The check has not finished its first run since the application started.",
            "wait for the first run; its time limit is the check's timeout");

    /** No run has finished for longer than results are trusted. */
    public static final Cause STALE = Cause.of(
            "result.stale",
            Kind.UNKNOWN,
            "latest result is too old",
            "No run of the check has finished for longer than its results are trusted, so its last good result no longer"
                    + " counts.",
            "find out whether a run of the check hangs: its note and evidence say so",
            "if no check has new results, look at this process: a stopped schedule, no free thread, a long pause");

    /** What the check depends on has failed since. */
    public static final Cause OVERTAKEN = Cause.of(
            "result.overtaken",
            Kind.UNKNOWN,
            "latest result is from before an outage",
            "A check that this one depends on has failed since the latest result was made, so that good result no longer"
                    + " counts. The check is run again at once.",
            "look at the check it depends on, which the note names");

    /** A hold keeps the worse status. */
    public static final Cause RECOVERING = Cause.of(
            "result.recovering",
            Kind.UNKNOWN,
            "better, but not for long enough",
            "The latest results are better than the status, which stays until they have lasted as long as the check's hold"
                    + " requires.",
            "wait: the status changes by itself if the results stay good");

    /** A hold keeps the better status. */
    public static final Cause WORSENING = Cause.of(
            "result.worsening",
            Kind.UNKNOWN,
            "worse, but not for long enough",
            "The latest results are worse than the status, which stays until they have lasted as long as the check's hold"
                    + " requires, a second look has confirmed a first failure, or the grace of start-up is over.",
            "read the latest result: it shows what is wrong before the status does");

    /** Every cause of this class. */
    public static final List<Cause> ALL = List.of(PENDING, STALE, OVERTAKEN, RECOVERING, WORSENING);

    private ResultCauses() {}
}
