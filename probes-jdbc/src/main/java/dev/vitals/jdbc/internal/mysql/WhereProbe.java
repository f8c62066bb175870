package dev.vitals.jdbc.internal.mysql;

import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Result;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A check that only some servers have, which another check has to find out first. */
record WhereProbe(Probe probe, BooleanSupplier here) implements Probe {
    @Override
    public boolean applies() {
        return here.getAsBoolean();
    }

    @Override
    public Result check(ProbeContext context) throws Exception {
        return probe.check(context);
    }

    @Override
    public List<Evidence> diagnose(ProbeContext context) throws Exception {
        return probe.diagnose(context);
    }

    @Override
    public CheckPolicy defaultPolicy() {
        return probe.defaultPolicy();
    }
}
