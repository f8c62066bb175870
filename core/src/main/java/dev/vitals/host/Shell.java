package dev.vitals.host;

import java.util.regex.Pattern;

/** Fills real names into the commands that a person is told to run. */
final class Shell {
    private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./-]+");

    private Shell() {}

    /** Quotes a word so that a POSIX shell takes it as it is. */
    static String quote(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
