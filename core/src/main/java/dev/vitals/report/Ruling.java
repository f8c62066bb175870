package dev.vitals.report;

import java.util.List;
import java.util.Objects;

/**
 * How bad it is, by which rule, and what that asks of people.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param severity how bad it is
 * @param rule the severity rule that fired, in words
 * @param inputs what the rule was decided on, such as {@code check orders-pool} and {@code cause pool.exhausted}; may be
 *     empty
 * @param response what the severity asks of people
 * @since 0.1.0
 */
public record Ruling(Severity severity, String rule, List<String> inputs, Response response) {
    /** Copies the list. */
    public Ruling {
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(rule, "rule");
        inputs = List.copyOf(Objects.requireNonNull(inputs, "inputs"));
        Objects.requireNonNull(response, "response");
    }

    /**
     * Returns a ruling with the standard response to its severity.
     *
     * @param severity how bad it is
     * @param rule the severity rule that fired, in words
     * @return the ruling, without inputs
     */
    public static Ruling of(Severity severity, String rule) {
        return new Ruling(severity, rule, List.of(), ResponsePlan.STANDARD.to(severity));
    }
}
