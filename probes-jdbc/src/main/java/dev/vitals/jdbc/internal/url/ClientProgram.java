package dev.vitals.jdbc.internal.url;

import dev.vitals.probe.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The command line of a server's own client program, built option by option. Not thread-safe. */
public final class ClientProgram {
    private final StringBuilder words;
    private final List<Object> arguments = new ArrayList<>();

    /**
     * Begins a command line.
     *
     * @param words the program, with fixed options
     */
    public ClientProgram(String words) {
        this.words = new StringBuilder(words);
    }

    /**
     * Adds an option.
     *
     * @param words the option, with a leading space and {@code {}} where its value goes
     * @param value the value; without one the option is left out
     * @return this
     */
    public ClientProgram option(String words, Optional<?> value) {
        value.ifPresent(present -> {
            this.words.append(words);
            arguments.add(present);
        });
        return this;
    }

    /**
     * Adds fixed words.
     *
     * @param more the words, with a leading space
     * @return this
     */
    public ClientProgram words(String more) {
        words.append(more);
        return this;
    }

    /**
     * Returns the command line.
     *
     * @return the command
     */
    public Command command() {
        return Command.shell(words.toString(), arguments.toArray());
    }
}
