package dev.vitals;

import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A probe whose check is shown under another name than it was registered with. The probe goes on to see the latter: from it
 * the checks of a set tell which server they are about, so that their findings are put together. Closed by its owner, once
 * for all names.
 */
record RenamedProbe(Probe probe, String registered) implements Probe {
    @Override
    public Result check(ProbeContext context) throws Exception {
        return probe.check(new Named(context, registered));
    }

    @Override
    public List<Evidence> diagnose(ProbeContext context) throws Exception {
        return probe.diagnose(new Named(context, registered));
    }

    @Override
    public boolean applies() {
        return probe.applies();
    }

    @Override
    public CheckPolicy defaultPolicy() {
        return probe.defaultPolicy();
    }

    private record Named(ProbeContext context, String name) implements ProbeContext {
        @Override
        public Instant now() {
            return context.now();
        }

        @Override
        public Duration remaining() {
            return context.remaining();
        }

        @Override
        public int remainingMillis() {
            return context.remainingMillis();
        }

        @Override
        public OptionalLong increase(String counter, long value) {
            return context.increase(counter, value);
        }

        @Override
        public OptionalDouble ratePerSecond(String counter, long value) {
            return context.ratePerSecond(counter, value);
        }

        @Override
        public Stay entering(Result ifStuck) {
            return context.entering(ifStuck);
        }
    }
}
