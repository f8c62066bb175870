package dev.vitals.engine;

import dev.vitals.probe.Cause;
import dev.vitals.probe.Cause.Kind;
import dev.vitals.report.ResultCauses;
import dev.vitals.spi.Knowledge;
import java.util.List;
import java.util.stream.Stream;

/** What the engine itself, and its reports, say of a check. */
public final class EngineCauses implements Knowledge {
    static final Cause TIMEOUT = Cause.of(
            "probe.timeout",
            Kind.SLOW,
            "check did not return in time",
            "The probe has run for longer than its timeout, most often because the system it checks does not answer. The"
                    + " stack shows where it waits.",
            "read the stack of the stuck thread: it names the call that does not return",
            "if the call is healthy but slow, raise the check's timeout");
    static final Cause ERROR = Cause.of(
            "probe.error",
            Kind.FAILING,
            "check failed with an error of its own",
            "The probe threw an error that it does not handle. Either the probe has a bug, or the system it checks behaves"
                    + " in a way that it does not expect.",
            "read the error and its stack",
            "fix the probe, or the system that it checks");
    static final Cause STARVED = Cause.of(
            "probe.starved",
            Kind.UNKNOWN,
            "no thread was free to run the check",
            "Every thread of the health checks was busy and the process could not start another, so the probe was not run.",
            "find checks that hang: each of them keeps a thread",
            "compare the process's number of threads with the limits of its user and container");

    /** For the service loader. */
    public EngineCauses() {}

    @Override
    public List<Cause> causes() {
        return Stream.concat(Stream.of(TIMEOUT, ERROR, STARVED), ResultCauses.ALL.stream())
                .toList();
    }
}
