package dev.vitals.jdbc.internal.text;

import dev.vitals.text.Clean;
import dev.vitals.text.Plural;
import dev.vitals.text.Shell;

/** Puts numbers and hostile text into words. */
public final class Words {

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
        return Plural.of(number, noun);
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
        return Clean.line(text, limit);
    }

    /**
     * Returns a text as one word of a shell's command line.
     *
     * @param argument any text
     * @return the text, in single quotes where a shell needs them
     */
    public static String shell(String argument) {
        return Shell.quote(argument);
    }
}
