package dev.vitals.text;

import java.util.regex.Pattern;

/** Puts real names into command lines that a person is asked to run. */
public final class Shell {
    private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./-]+");

    private Shell() {}

    /**
     * Returns a text as one word of a POSIX shell's command line, exactly.
     *
     * @param word any text
     * @return the text, in single quotes where a shell needs them
     */
    public static String quote(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
