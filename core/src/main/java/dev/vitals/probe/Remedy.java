package dev.vitals.probe;

import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What to do next about a finding, with the real pid, path or host filled in. The library never executes it.
 *
 * <pre>{@code
 * Remedy.of("renew the licence, then restart")
 * Remedy.of(Phrase.of("give the mount on {} up; what is stuck in it gets an error", point))
 *         .run(Command.shell("umount -f -l {}", point))
 * }</pre>
 *
 * <p>In one style: lower case, no full stop. This record is immutable and thread-safe.
 *
 * @param phrase what to do
 * @param run the statement or command line to run; empty when the advice says it all, or when it cannot be shown exactly
 * @since 0.1.0
 */
public record Remedy(Phrase phrase, Optional<Command> run) {
    /** Refuses nulls. */
    public Remedy {
        Objects.requireNonNull(phrase, "phrase");
        Objects.requireNonNull(run, "run");
    }

    /**
     * Returns a remedy that is advice alone. The text is redacted as a whole, since anything may have been put into it;
     * {@link #of(Phrase)} keeps fixed words as they are.
     *
     * @param advice what to do; not blank
     * @return the remedy
     * @throws IllegalArgumentException if {@code advice} is blank
     */
    public static Remedy of(String advice) {
        return new Remedy(Phrase.ofText(Objects.requireNonNull(advice, "advice")), Optional.empty());
    }

    /**
     * Returns a remedy that is advice alone.
     *
     * @param advice what to do
     * @return the remedy
     */
    public static Remedy of(Phrase advice) {
        return new Remedy(advice, Optional.empty());
    }

    /**
     * Returns a remedy with advice in fixed words.
     *
     * @param words the author's own words, with {@code {}} where an argument goes; not blank
     * @param arguments the arguments in order
     * @return the remedy
     * @throws IllegalArgumentException if there are more or fewer places than arguments
     */
    public static Remedy words(String words, Object... arguments) {
        return of(Phrase.of(words, arguments));
    }

    /**
     * Returns this remedy with a command to run.
     *
     * @param command the statement or command line
     * @return a copy
     */
    public Remedy run(Command command) {
        return new Remedy(phrase, Optional.of(Objects.requireNonNull(command, "command")));
    }

    /**
     * Returns what to do.
     *
     * @return the advice, with its arguments filled in
     */
    public String advice() {
        return phrase.text();
    }

    /**
     * Returns what to run.
     *
     * @return the statement or command line, or empty
     */
    public Optional<String> command() {
        return run.map(Command::text);
    }

    /**
     * Returns this remedy as it may be shown: secrets taken out of the advice's arguments, and the command left out if
     * one of its arguments would change.
     *
     * @param redact takes secrets out of a text
     * @return a copy
     */
    public Remedy redacted(UnaryOperator<String> redact) {
        return new Remedy(
                phrase.map(Objects.requireNonNull(redact, "redact")),
                run.flatMap(command -> command.exactAfter(redact)));
    }
}
