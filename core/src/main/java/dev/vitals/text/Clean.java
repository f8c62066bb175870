package dev.vitals.text;

import java.util.function.IntUnaryOperator;

/**
 * Makes hostile text harmless to show. Control characters, marks that turn the direction of text or have no width, and
 * halves of characters become U+FFFD, so that a reader sees that something was there.
 *
 * <p>This is for display: a cleaned name no longer names the same thing. A command is built from the exact name, see
 * {@link dev.vitals.probe.Command}.
 */
public final class Clean {
    private static final int REPLACEMENT = 0xFFFD;

    private Clean() {}

    /**
     * Returns a text on one line: white space becomes a space.
     *
     * @param text any text
     * @return the line; the same object when nothing had to be replaced
     */
    public static String line(String text) {
        return isPrintableAscii(text) ? text : map(text, Clean::shown);
    }

    /**
     * Returns a text on one line of limited length, with runs of white space as one space and none at the ends.
     *
     * @param text any text
     * @param limit how many characters to keep at most; at least 1
     * @return the line, ending in an ellipsis if it was cut
     */
    public static String line(String text, int limit) {
        StringBuilder line = new StringBuilder(Math.min(text.length(), limit) + 1);
        boolean gap = false;
        for (int i = 0; i < text.length(); ) {
            int character = shown(text.codePointAt(i));
            i += Character.charCount(text.codePointAt(i));
            if (character == ' ') {
                gap = !line.isEmpty();
                continue;
            }
            if (line.length() + (gap ? 1 : 0) + Character.charCount(character) > limit) {
                return start(line, limit) + "…";
            }
            if (gap) {
                line.append(' ');
                gap = false;
            }
            line.appendCodePoint(character);
        }
        return line.toString();
    }

    /**
     * Returns a text of limited length, otherwise as it is.
     *
     * @param text any text
     * @param limit how many characters to keep at most; at least 1
     * @return the text, or its start and an ellipsis; never half of a character
     */
    public static String cut(String text, int limit) {
        return text.length() <= limit ? text : start(text, limit) + "…";
    }

    /**
     * Returns what a failure says of itself, on one line. An exception of foreign code may fail even at that.
     *
     * @param failed any exception or error
     * @return its text, or its class if it has none
     */
    public static String failure(Throwable failed) {
        try {
            return line(String.valueOf(failed));
        } catch (RuntimeException | Error speechless) {
            return failed.getClass().getName();
        }
    }

    private static CharSequence start(CharSequence text, int limit) {
        int end = Math.min(text.length(), limit - 1);
        boolean half = end > 0 && Character.isHighSurrogate(text.charAt(end - 1));
        return text.subSequence(0, half ? end - 1 : end);
    }

    /**
     * Returns a text with its line breaks, for a format that escapes control characters below U+0020 itself.
     *
     * @param text any text
     * @return the text; the same object when nothing had to be replaced
     */
    public static String encodable(String text) {
        return isPrintableAscii(text) ? text : map(text, character -> character < ' ' ? character : visible(character));
    }

    /**
     * Returns whether a text can be shown exactly as it is, on one line.
     *
     * @param text any text
     * @return whether {@link #line(String)} leaves it alone
     */
    public static boolean isClean(String text) {
        return text.codePoints().allMatch(character -> shown(character) == character);
    }

    private static int shown(int character) {
        boolean space = Character.isWhitespace(character) || Character.isSpaceChar(character);
        return space ? ' ' : visible(character);
    }

    private static int visible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.SURROGATE, Character.FORMAT -> REPLACEMENT;
            default -> character;
        };
    }

    private static String map(String text, IntUnaryOperator replacement) {
        if (text.codePoints().allMatch(character -> replacement.applyAsInt(character) == character)) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().map(replacement).forEach(clean::appendCodePoint);
        return clean.toString();
    }

    /** What nearly every text is, found out fast: a report has thousands of them. */
    private static boolean isPrintableAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }
}
