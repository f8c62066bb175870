package dev.vitals.engine;

import dev.vitals.probe.Evidence;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Result;
import java.util.List;

/**
 * Never throws. Answers with a result made beforehand when an answer could not be redacted or cut, so that a failing
 * redactor or a full heap leaks nothing and loses no thread.
 */
final class BackstopProbe implements Probe {
    static final Result FALLBACK =
            Result.down(EngineCauses.ERROR, "the probe's answer could not be processed, and was dropped unread");

    private final Probe delegate;

    BackstopProbe(Probe delegate) {
        this.delegate = delegate;
    }

    @Override
    public Result check(ProbeContext context) {
        try {
            return delegate.check(context);
        } catch (Throwable e) {
            return FALLBACK;
        }
    }

    @Override
    public List<Evidence> diagnose(ProbeContext context) {
        try {
            return delegate.diagnose(context);
        } catch (Throwable e) {
            return List.of();
        }
    }
}
