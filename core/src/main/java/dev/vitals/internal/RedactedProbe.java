package dev.vitals.internal;

import dev.vitals.probe.Evidence;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Result;
import dev.vitals.spi.Redactor;
import java.util.List;

/** Passes every text of an answer through the redactor. */
final class RedactedProbe implements Probe {
    private final Probe delegate;
    private final TextMapper texts;

    RedactedProbe(Probe delegate, Redactor redactor) {
        this.delegate = delegate;
        this.texts = new TextMapper(redactor::redact);
    }

    @Override
    public Result check(ProbeContext context) throws Exception {
        return texts.apply(delegate.check(context));
    }

    @Override
    public List<Evidence> diagnose(ProbeContext context) throws Exception {
        return texts.apply(delegate.diagnose(context));
    }
}
