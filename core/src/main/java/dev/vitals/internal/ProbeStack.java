package dev.vitals.internal;

import dev.vitals.probe.Probe;
import dev.vitals.spi.Redactor;

/** The order of behaviours around a probe's answer. */
final class ProbeStack {
    private ProbeStack() {}

    static BackstopProbe assemble(Probe probe, Redactor redactor) {
        // Errors first become results, since their messages need redacting too.
        Probe contained = new ContainedProbe(probe);
        // Redacted before cut: half a secret no longer looks like one.
        Probe redacted = new RedactedProbe(contained, redactor);
        Probe bounded = new BoundedProbe(redacted);
        // Last, because redacting and cutting may fail as well.
        return new BackstopProbe(bounded);
    }
}
