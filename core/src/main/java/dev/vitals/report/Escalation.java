package dev.vitals.report;

import java.time.Duration;
import java.util.Objects;

/**
 * A rung of an escalation ladder.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param after how long after the start of the trouble; not negative, at most 30 days
 * @param to whom to bring in, such as {@code team lead}; not blank
 * @since 0.1.0
 */
public record Escalation(Duration after, String to) {
    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if {@code after} is out of range or {@code to} is blank
     */
    public Escalation {
        if (Objects.requireNonNull(after, "after").isNegative() || after.compareTo(Response.LONGEST) > 0) {
            throw new IllegalArgumentException("'after' must be from PT0S to P30D but was " + after);
        }
        if (Objects.requireNonNull(to, "to").isBlank()) {
            throw new IllegalArgumentException("'to' must not be blank");
        }
    }
}
