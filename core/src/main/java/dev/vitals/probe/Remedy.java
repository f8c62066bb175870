package dev.vitals.probe;

import java.util.Optional;

/**
 * What to do next about a finding, with the real pid, path or host filled in. The library never executes it.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param advice what to do, in one sentence; not blank
 * @param command the statement or command line to run; empty when the advice says it all
 * @since 0.1.0
 */
public record Remedy(String advice, Optional<String> command) {
    /**
     * Checks the advice.
     *
     * @throws IllegalArgumentException if {@code advice} is blank
     */
    public Remedy {
        if (advice.isBlank()) {
            throw new IllegalArgumentException("'advice' must not be blank");
        }
    }

    /**
     * Returns a remedy that is advice alone.
     *
     * @param advice what to do; not blank
     * @return the remedy
     * @throws IllegalArgumentException if {@code advice} is blank
     * @since 0.1.0
     */
    public static Remedy of(String advice) {
        return new Remedy(advice, Optional.empty());
    }

    /**
     * Returns a remedy with a command to run.
     *
     * @param advice what to do; not blank
     * @param command the statement or command line
     * @return the remedy
     * @throws IllegalArgumentException if {@code advice} is blank
     * @since 0.1.0
     */
    public static Remedy run(String advice, String command) {
        return new Remedy(advice, Optional.of(command));
    }
}
