package dev.vitals.engine;

import dev.vitals.probe.Evidence;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Result;
import dev.vitals.text.Clean;
import java.util.List;

/**
 * Cuts every text to the length that {@link Probe} states, visibly, and makes it one line that can be shown anywhere: a
 * text from outside must not forge a line, drive a terminal or be impossible to encode.
 */
final class ShortenedProbe implements Probe {
    static final int SUMMARY_CHARS = 500;
    static final int LINE_CHARS = 1_000;

    private static final TextMapper LINES = new TextMapper(text -> shorten(text, LINE_CHARS));

    private final Probe delegate;

    ShortenedProbe(Probe delegate) {
        this.delegate = delegate;
    }

    @Override
    public Result check(ProbeContext context) throws Exception {
        Result result = LINES.apply(delegate.check(context));
        String summary = shorten(result.summary(), SUMMARY_CHARS);
        return summary.equals(result.summary()) ? result : result.withSummary(summary);
    }

    @Override
    public List<Evidence> diagnose(ProbeContext context) throws Exception {
        return LINES.apply(delegate.diagnose(context));
    }

    static String shorten(String text, int limit) {
        return Clean.line(Clean.cut(text, limit));
    }
}
