package dev.vitals.probe;

import java.util.List;
import java.util.Objects;

/**
 * A cause code with what is known about it in general. The library declares every code it emits this way, in
 * {@link dev.vitals.spi.Knowledge}; an application may.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param code the stable, dotted, countable code, such as {@code pool.exhausted}; lower case, at most 100 characters
 * @param kind what sort of trouble it is
 * @param title the trouble in a few words, lower case, without a full stop; not blank
 * @param explanation what it means and where it usually comes from, in one or two sentences; not blank
 * @param steps what usually helps, best first, each lower case and without a full stop; may be empty
 * @since 0.1.0
 */
public record Cause(String code, Kind kind, String title, String explanation, List<String> steps) {
    private static final int LONGEST = 100;

    /**
     * Checks the parts and copies the list.
     *
     * @throws IllegalArgumentException if {@code code} is not lower case words joined by dots, or a text is blank
     */
    public Cause {
        requireCode(code);
        Objects.requireNonNull(kind, "kind");
        if (Objects.requireNonNull(title, "title").isBlank()
                || Objects.requireNonNull(explanation, "explanation").isBlank()) {
            throw new IllegalArgumentException("cause '" + code + "' needs a title and an explanation");
        }
        steps = List.copyOf(Objects.requireNonNull(steps, "steps"));
    }

    /**
     * Returns a cause.
     *
     * @param code the code, such as {@code pool.exhausted}
     * @param kind what sort of trouble it is
     * @param title the trouble in a few words
     * @param explanation what it means and where it usually comes from
     * @param steps what usually helps, best first
     * @return the cause
     * @throws IllegalArgumentException if a part is not as described
     */
    public static Cause of(String code, Kind kind, String title, String explanation, String... steps) {
        return new Cause(code, kind, title, explanation, List.of(Objects.requireNonNull(steps, "steps")));
    }

    static void requireCode(String code) {
        if (Objects.requireNonNull(code, "code").length() > LONGEST || !isCode(code)) {
            throw new IllegalArgumentException(
                    "'cause' must be lower case words joined by dots, such as 'pool.exhausted', but was '" + code
                            + "'");
        }
    }

    /** By hand: at an application's start there are hundreds, and a pattern is slow until it is compiled. */
    private static boolean isCode(String code) {
        boolean inWord = false;
        for (int i = 0; i < code.length(); i++) {
            char character = code.charAt(i);
            boolean dot = character == '.';
            if (dot ? !inWord : !isOfWord(character)) {
                return false;
            }
            inWord = !dot;
        }
        return inWord;
    }

    private static boolean isOfWord(char character) {
        return (character >= 'a' && character <= 'z')
                || (character >= '0' && character <= '9')
                || character == '_'
                || character == '-';
    }

    /**
     * The sorts of trouble. Triage reasons by them: what cannot be reached explains whatever was to be asked of it.
     *
     * @since 0.1.0
     */
    public enum Kind {
        /** Cannot be reached: no address, refused, no answer, no agreement on TLS, lost. */
        UNREACHABLE,
        /** Can be reached but does not let us in. */
        DENIED,
        /** Answers but is not in service: starting, stopping, read-only, missing. */
        UNAVAILABLE,
        /** A limited thing is used up or nearly so: connections, memory, disk, threads. */
        EXHAUSTED,
        /** Waits for another to let go. */
        BLOCKED,
        /** Works, but takes too long. */
        SLOW,
        /** Falls behind: replication, archiving, a backup, a queue. */
        LAGGING,
        /** Errors happen: refused writes, deadlocks, kills. */
        FAILING,
        /** Data is damaged or lost. */
        DAMAGED,
        /** Set up so that it cannot work, or not for long. */
        MISCONFIGURED,
        /** Could not be looked at: a right, a view or a command is missing. Says nothing about health. */
        UNKNOWN,
        /** Could not be looked at because of ourselves: another check was at it, or we had closed it. */
        OURS
    }
}
