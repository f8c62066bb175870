package dev.vitals.architecture;

import java.util.List;
import java.util.Optional;

/**
 * One place in our code that makes a command for people to run.
 *
 * @param place the class, method and line
 * @param owner the class, with dots
 * @param sql whether it is SQL; else a command line
 * @param words the command with {@code {}} where arguments go; empty if it could not be read from the class file
 * @param arguments how each argument is made, as far as that can be read
 */
record RemedyCall(String place, String owner, boolean sql, Optional<String> words, List<Kind> arguments) {
    /** How an argument is made. */
    enum Kind {
        IDENTIFIER,
        LITERAL,
        MYSQL_IDENTIFIER,
        MYSQL_LITERAL,
        NUMBER,
        UNKNOWN
    }

    Kind argument(int index) {
        return index < arguments.size() ? arguments.get(index) : Kind.UNKNOWN;
    }

    int places() {
        return (words.orElse("").length() - words.orElse("").replace("{}", "").length()) / 2;
    }

    @Override
    public String toString() {
        return place + "  " + words.orElse("?");
    }
}
