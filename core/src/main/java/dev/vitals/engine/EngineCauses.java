package dev.vitals.engine;

import dev.vitals.probe.Cause;
import dev.vitals.probe.Cause.Kind;
import dev.vitals.spi.Knowledge;
import java.util.List;

/** What the engine itself says of a check. */
public final class EngineCauses implements Knowledge {
    static final Cause TIMEOUT = Cause.of(
            "probe.timeout",
            Kind.SLOW,
            "the check did not return in time",
            "The probe has run longer than its timeout. Most often the thing it checks does not answer; the stack"
                    + " shows where it waits.",
            "read the stack of the stuck thread: it names the call that does not return",
            "raise the check's timeout if the call is healthy but slow");
    static final Cause ERROR = Cause.of(
            "probe.error",
            Kind.FAILING,
            "the check failed by itself",
            "The probe threw an error that it has no better answer for. Either the probe has a fault, or the thing it"
                    + " checks behaves in an unforeseen way.",
            "read the error and the stack, and fix the probe or the thing it checks");
    static final Cause STARVED = Cause.of(
            "probe.starved",
            Kind.UNKNOWN,
            "no thread was free for the check",
            "Every thread of the aggregator was busy and the process could not start another, so the probe was not"
                    + " run.",
            "check the thread limit of the process, and see which checks hang");
    static final Cause PENDING = Cause.of(
            "result.pending",
            Kind.UNKNOWN,
            "no result yet",
            "The check has not finished its first run since the application started.");
    static final Cause STALE = Cause.of(
            "result.stale",
            Kind.UNKNOWN,
            "the latest result is too old",
            "The check has not finished a run for longer than its results are trusted, so its last good result no"
                    + " longer counts.",
            "see whether its run hangs, or whether the schedule stands still");
    static final Cause RECOVERING = Cause.of(
            "result.recovering",
            Kind.UNKNOWN,
            "better, but not for long enough",
            "The latest results are better than the status; the check's hold keeps the worse status until they have"
                    + " lasted.");
    static final Cause WORSENING = Cause.of(
            "result.worsening",
            Kind.UNKNOWN,
            "worse, but not for long enough",
            "The latest results are worse than the status; the check's hold keeps the better status until they have"
                    + " lasted.");

    /** For the service loader. */
    public EngineCauses() {}

    @Override
    public List<Cause> causes() {
        return List.of(TIMEOUT, ERROR, STARVED, PENDING, STALE, RECOVERING, WORSENING);
    }
}
