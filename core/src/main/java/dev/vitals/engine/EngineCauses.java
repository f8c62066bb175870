package dev.vitals.engine;

import dev.vitals.probe.Cause;
import dev.vitals.probe.Cause.Kind;
import dev.vitals.report.ReportCauses;
import dev.vitals.spi.Knowledge;
import java.util.List;

/** What the engine itself, and its reports, say of a check. */
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

    /** For the service loader. */
    public EngineCauses() {}

    @Override
    public List<Cause> causes() {
        return List.of(
                TIMEOUT,
                ERROR,
                STARVED,
                ReportCauses.PENDING,
                ReportCauses.STALE,
                ReportCauses.RECOVERING,
                ReportCauses.WORSENING);
    }
}
