package dev.vitals.jdbc.internal.text;

import java.util.regex.Pattern;

/** Puts numbers and hostile text into words. */
public final class Words {
    private static final Pattern SAFE_ARGUMENT = Pattern.compile("[\\w./:@%+=-]+");

    /** What is cut names another file, or none. */
    private static final int ARGUMENT = 1_000;

    private Words() {}

    /**
     * Returns a number with its noun.
     *
     * @param number how many
     * @param noun the noun in the singular, one that takes an {@code s} in the plural
     * @return such as {@code 1 session} or {@code 3 sessions}
     */
    public static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /**
     * Returns a text from outside on one line: what could break a line, a terminal or the reading order becomes a
     * space, runs of spaces become one.
     *
     * @param text any text, of any length
     * @param limit how many characters to keep; at least 1
     * @return the line, ending in an ellipsis if it was cut
     */
    public static String line(String text, int limit) {
        StringBuilder line = new StringBuilder(Math.min(text.length(), limit) + 1);
        boolean gap = false;
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            i += Character.charCount(character);
            if (isGap(character)) {
                gap = line.length() > 0;
                continue;
            }
            if (line.length() + (gap ? 2 : 1) > limit) {
                return line.append('…').toString();
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
     * Returns a text as one word of a shell's command line.
     *
     * @param argument any text
     * @return the text, in single quotes where a shell needs them
     */
    public static String shell(String argument) {
        String line = line(argument, ARGUMENT);
        return SAFE_ARGUMENT.matcher(line).matches() ? line : "'" + line.replace("'", "'\\''") + "'";
    }

    private static boolean isGap(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR -> true;
            default -> false;
        };
    }
}
