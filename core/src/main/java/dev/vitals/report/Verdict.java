package dev.vitals.report;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What triage says of a set of checks.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param severity how bad it is; empty when every check is up
 * @param severityRule the severity rule that fired, in words; empty when every check is up
 * @param rootCauses the checks that need attention, worst first, each with what follows from it; together they and
 *     their symptoms are exactly the checks that are not up
 * @since 0.1.0
 */
public record Verdict(Optional<Severity> severity, Optional<String> severityRule, List<RootCause> rootCauses) {
    /** The verdict on checks that are all up. */
    public static final Verdict HEALTHY = new Verdict(Optional.empty(), Optional.empty(), List.of());

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if only one of {@code severity} and {@code severityRule} is there
     */
    public Verdict {
        if (Objects.requireNonNull(severity, "severity").isPresent()
                != Objects.requireNonNull(severityRule, "severityRule").isPresent()) {
            throw new IllegalArgumentException("a severity needs the rule that fired, and the other way round");
        }
        rootCauses = List.copyOf(Objects.requireNonNull(rootCauses, "rootCauses"));
    }
}
