package dev.vitals.engine;

import dev.vitals.probe.Evidence;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Result;
import dev.vitals.redaction.StandardRedactor;
import dev.vitals.spi.Redactor;
import java.util.List;

/** Passes every text of an answer through the redactor. A text that makes it fail is dropped, and no other. */
final class RedactedProbe implements Probe {
    /** How much of a text is read: enough to fill a line even if most of it is masked. */
    static final int READ = 4 * ShortenedProbe.LINE_CHARS;

    private final Probe delegate;
    private final TextMapper texts;

    RedactedProbe(Probe delegate, Redactor redactor) {
        this.delegate = delegate;
        this.texts = new TextMapper(text -> redacted(redactor, text));
    }

    @Override
    public Result check(ProbeContext context) throws Exception {
        return texts.apply(delegate.check(context));
    }

    @Override
    public List<Evidence> diagnose(ProbeContext context) throws Exception {
        return texts.apply(delegate.diagnose(context));
    }

    static String redacted(Redactor redactor, String text) {
        try {
            String redacted = redactor.redact(StandardRedactor.cut(text, READ));
            // A result needs its words, so nothing at all stands for a mask.
            return redacted.isBlank() && !text.isBlank() ? StandardRedactor.MASK : redacted;
        } catch (Throwable e) {
            return "[could not be redacted: " + text.length() + " characters dropped]";
        }
    }
}
