package dev.vitals.report;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What triage says of a set of checks.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param ruling how bad it is, and by which rule; empty when every check is up
 * @param rootCauses the checks that need attention, worst first, each with what follows from it; together they and
 *     their symptoms are exactly the checks that are not up
 * @since 0.1.0
 */
public record Verdict(Optional<Ruling> ruling, List<RootCause> rootCauses) {
    /** The verdict on checks that are all up. */
    public static final Verdict HEALTHY = new Verdict(Optional.empty(), List.of());

    /** Copies the list. */
    public Verdict {
        Objects.requireNonNull(ruling, "ruling");
        rootCauses = List.copyOf(Objects.requireNonNull(rootCauses, "rootCauses"));
    }

    /**
     * Makes a verdict with the standard response to its severity.
     *
     * @param severity how bad it is; empty when every check is up
     * @param severityRule the severity rule that fired, in words; empty when every check is up
     * @param rootCauses the checks that need attention
     * @throws IllegalArgumentException if only one of {@code severity} and {@code severityRule} is there
     */
    public Verdict(Optional<Severity> severity, Optional<String> severityRule, List<RootCause> rootCauses) {
        this(ruling(severity, severityRule), rootCauses);
    }

    private static Optional<Ruling> ruling(Optional<Severity> severity, Optional<String> severityRule) {
        if (Objects.requireNonNull(severity, "severity").isPresent()
                != Objects.requireNonNull(severityRule, "severityRule").isPresent()) {
            throw new IllegalArgumentException("a severity needs the rule that fired, and the other way round");
        }
        return severity.flatMap(bad -> severityRule.map(rule -> Ruling.of(bad, rule)));
    }

    /**
     * Returns how bad it is.
     *
     * @return the severity; empty when every check is up
     */
    public Optional<Severity> severity() {
        return ruling.map(Ruling::severity);
    }

    /**
     * Returns the severity rule that fired.
     *
     * @return the rule in words; empty when every check is up
     */
    public Optional<String> severityRule() {
        return ruling.map(Ruling::rule);
    }
}
