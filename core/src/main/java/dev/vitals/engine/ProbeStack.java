package dev.vitals.engine;

import dev.vitals.probe.Probe;
import dev.vitals.spi.Redactor;

/** The order of behaviours around a probe's answer. */
final class ProbeStack {
    private ProbeStack() {}

    static BackstopProbe assemble(Probe probe, Redactor redactor) {
        // Errors first become results, since their messages need redacting too.
        Probe contained = new ContainedProbe(probe);
        // Of bearable size and depth before anything walks it.
        Probe bounded = new BoundedProbe(contained);
        // Redacted before texts are cut: half a secret is not recognised as one.
        Probe redacted = new RedactedProbe(bounded, redactor);
        Probe shortened = new ShortenedProbe(redacted);
        Probe recorded = new RecordedProbe(shortened);
        // Last, because all of this may fail as well.
        return new BackstopProbe(recorded);
    }
}
