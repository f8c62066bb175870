package dev.vitals.format;

import java.util.function.IntUnaryOperator;

/**
 * Makes hostile text harmless. What cannot be shown is replaced by U+FFFD, so that a reader sees something was there.
 *
 * @since 0.1.0
 */
public final class Clean {
    private static final int REPLACEMENT = '\uFFFD';
    private static final int MAX_LENGTH = 1_000;

    private Clean() {}

    /** Returns the text on one line of at most 1,000 characters, without anything a terminal would act on. */
    static String line(String text) {
        return map(text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + "…" : text, Clean::printable);
    }

    /**
     * Returns the text on one line, without anything a terminal would act on.
     *
     * @param text any text
     * @param width how many characters the line may have
     * @return the line, or the start of it with an ellipsis
     */
    public static String line(String text, int width) {
        return Line.cut(line(text), width);
    }

    /** Returns the text with what JSON cannot carry, or a reader's terminal would act on unescaped, replaced. */
    static String json(String text) {
        return map(text, Clean::encodable);
    }

    private static int printable(int codePoint) {
        return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint) ? ' ' : visible(codePoint);
    }

    /** JSON escapes the control characters below U+0020 itself. */
    private static int encodable(int codePoint) {
        return codePoint < ' ' ? codePoint : visible(codePoint);
    }

    private static int visible(int codePoint) {
        return acts(codePoint) ? REPLACEMENT : codePoint;
    }

    /** Whether a terminal acts on it, it turns the direction of what follows, or it is half a character. */
    private static boolean acts(int codePoint) {
        return Character.isISOControl(codePoint)
                || Character.getType(codePoint) == Character.SURROGATE
                || (codePoint >= 0x202A && codePoint <= 0x202E)
                || (codePoint >= 0x2066 && codePoint <= 0x2069);
    }

    private static String map(String text, IntUnaryOperator replacement) {
        return text.codePoints().allMatch(codePoint -> replacement.applyAsInt(codePoint) == codePoint)
                ? text
                : text.codePoints()
                        .map(replacement)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }
}
