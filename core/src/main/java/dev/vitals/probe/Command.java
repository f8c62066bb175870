package dev.vitals.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A statement or command line for a person to run, built from exact names.
 *
 * <pre>{@code
 * Command.shell("umount -f -l {}", mount.point())
 * Command.sql("SELECT pg_terminate_backend({})", 10728)
 * Command.sql("GRANT pg_monitor TO {}", Argument.identifier(user))
 * }</pre>
 *
 * <p>The words are the author's own; arguments are quoted as the language wants. This record is immutable and
 * thread-safe.
 *
 * @param language what it is written in
 * @param words the command, with {@code {}} where an argument goes; not blank
 * @param arguments the arguments in order, one for each {@code {}}
 * @since 0.1.0
 */
public record Command(Language language, String words, List<Argument> arguments) {
    /**
     * Checks that words and arguments agree, and copies the list.
     *
     * @throws IllegalArgumentException if {@code words} is blank or has more or fewer places than there are arguments
     */
    public Command {
        Objects.requireNonNull(language, "language");
        arguments = List.copyOf(Objects.requireNonNull(arguments, "arguments"));
        new Phrase(words, arguments.stream().map(Argument::value).toList());
    }

    /**
     * Returns a command line for a POSIX shell.
     *
     * @param words the author's own words, with {@code {}} where an argument goes; not blank
     * @param arguments the arguments in order: an {@link Argument}, or anything else as one word
     * @return the command
     * @throws IllegalArgumentException if there are more or fewer places than arguments
     */
    public static Command shell(String words, Object... arguments) {
        List<Argument> all = new ArrayList<>();
        for (Object argument : Objects.requireNonNull(arguments, "arguments")) {
            all.add(argument instanceof Argument given ? given : Argument.word(String.valueOf(argument)));
        }
        return new Command(Language.SHELL, words, all);
    }

    /**
     * Returns an SQL statement.
     *
     * @param words the author's own words, with {@code {}} where an argument goes; not blank
     * @param arguments the arguments in order: each an {@link Argument} or a {@link Number}
     * @return the command
     * @throws IllegalArgumentException if an argument is neither, or there are more or fewer places than arguments
     */
    public static Command sql(String words, Object... arguments) {
        List<Argument> all = new ArrayList<>();
        for (Object argument : Objects.requireNonNull(arguments, "arguments")) {
            if (argument instanceof Argument given) {
                all.add(given);
            } else if (argument instanceof Number number) {
                all.add(Argument.plain(number));
            } else {
                throw new IllegalArgumentException("say how SQL quotes an argument of '" + words
                        + "': Argument.identifier(…), Argument.literal(…) or a number");
            }
        }
        return new Command(Language.SQL, words, all);
    }

    /**
     * Returns the command as it is to be run.
     *
     * @return the words with the arguments filled in, quoted
     */
    public String text() {
        return Phrase.fill(words, arguments.stream().map(Argument::written).toList());
    }

    /**
     * Returns this command if each argument can be shown exactly: neither redaction nor cleaning would change it, and
     * what it is run in reads it one way only. A command with another name in it would do something else.
     *
     * @param redact takes secrets out of a text
     * @return this command, or empty
     */
    public Optional<Command> exactAfter(UnaryOperator<String> redact) {
        Objects.requireNonNull(redact, "redact");
        boolean exact = arguments.stream()
                .allMatch(one -> one.isExact() && redact.apply(one.value()).equals(one.value()));
        return exact ? Optional.of(this) : Optional.empty();
    }

    @Override
    public String toString() {
        return text();
    }

    /**
     * What a command is written in.
     *
     * @since 0.1.0
     */
    public enum Language {
        /** A POSIX shell. */
        SHELL,
        /** SQL of the server it is about. */
        SQL
    }
}
