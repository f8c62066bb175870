package dev.vitals.engine;

import dev.vitals.probe.Evidence;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Result;
import java.util.List;

/** Has each run written into flight recordings. */
final class RecordedProbe implements Probe {
    private final Probe probe;

    RecordedProbe(Probe probe) {
        this.probe = probe;
    }

    @Override
    public Result check(ProbeContext context) throws Exception {
        return FlightRecording.check(probe, context);
    }

    @Override
    public List<Evidence> diagnose(ProbeContext context) throws Exception {
        return probe.diagnose(context);
    }
}
