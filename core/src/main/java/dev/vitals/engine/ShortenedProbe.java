package dev.vitals.engine;

import dev.vitals.probe.Evidence;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Result;
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
        return new Result(
                result.status(),
                result.cause(),
                shorten(result.summary(), SUMMARY_CHARS),
                result.observations(),
                result.evidence(),
                result.remedies());
    }

    @Override
    public List<Evidence> diagnose(ProbeContext context) throws Exception {
        return LINES.apply(delegate.diagnose(context));
    }

    static String shorten(String text, int limit) {
        if (text.length() <= limit) {
            return oneLine(text);
        }
        int end = Character.isHighSurrogate(text.charAt(limit - 2)) ? limit - 2 : limit - 1;
        return oneLine(text.substring(0, end)) + "…";
    }

    /** White space becomes a space, what cannot or must not be shown becomes the replacement character. */
    private static String oneLine(String text) {
        if (text.chars().allMatch(character -> character >= ' ' && character < 0x7f)) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().map(ShortenedProbe::shown).forEach(clean::appendCodePoint);
        return clean.toString();
    }

    private static int shown(int codePoint) {
        if (Character.isWhitespace(codePoint)) {
            return ' ';
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.SURROGATE -> 0xFFFD;
            // U+202A to U+202E and U+2066 to U+2069 turn the direction of what follows; others join letters.
            case Character.FORMAT -> isDirection(codePoint) ? 0xFFFD : codePoint;
            default -> codePoint;
        };
    }

    private static boolean isDirection(int codePoint) {
        return (codePoint >= 0x202A && codePoint <= 0x202E) || (codePoint >= 0x2066 && codePoint <= 0x2069);
    }
}
