package dev.vitals.triage;

import dev.vitals.report.Triage;
import java.util.List;

/**
 * The ways to judge that come with the library.
 *
 * <p>Severity: the first {@link SeverityRule} that applies to a check decides for it; the worst of them is the
 * verdict's, and among equals the rule that stands first is named.
 *
 * <p>Root causes: a check is explained, in this order, by a connection that failed on the same resource, by a check it
 * depends on (also through others) that is {@code DOWN}, by a {@link CauseRule}, or by a check it depends on that is
 * merely impaired. What explains must itself be in trouble, at least {@code DEGRADED} when it explains a check that is
 * {@code DEGRADED} or {@code DOWN}. Of checks that explain each other in a circle, the one with the weakest explanation
 * is the root, among equals the worst.
 *
 * <p>The triages are immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class Triages {
    private static final Triage STANDARD = of(SeverityRule.STANDARD, CauseRule.STANDARD);

    private Triages() {}

    /**
     * Returns the standard triage.
     *
     * @return {@link #of} with {@link SeverityRule#STANDARD} and {@link CauseRule#STANDARD}
     * @since 0.1.0
     */
    public static Triage standard() {
        return STANDARD;
    }

    /**
     * Returns a triage with rules of one's own. Dependencies and shared resources are looked at whatever the rules.
     *
     * @param severityRules the severity rules, in the order they are asked; a check to which none applies is P3
     * @param causeRules the cause rules, strongest first
     * @return the triage
     * @since 0.1.0
     */
    public static Triage of(List<SeverityRule> severityRules, List<CauseRule> causeRules) {
        return new RuleTriage(severityRules, causeRules);
    }
}
