package dev.vitals.triage;

import dev.vitals.report.ResponsePlan;
import dev.vitals.report.Triage;
import java.util.List;
import java.util.Objects;

/**
 * The ways to judge that come with the library.
 *
 * <p>Severity: the first {@link SeverityRule} that applies to a check decides for it; the worst of them is the
 * verdict's, and among equals the rule that stands first is named.
 *
 * <p>Root causes: findings about one subject are one fault. A fault is explained, in this order, by a resource that
 * cannot be asked, by a link of the {@link Catalogue} within the resource, by a check that one of its checks depends on
 * (also through others) and that is {@code DOWN}, by a link between any two checks, or by a check depended on that is
 * merely impaired. What explains must itself be in trouble, at least {@code DEGRADED} when it explains a check that is
 * {@code DEGRADED} or {@code DOWN}. Of faults that explain each other in a circle, the one with the weakest explanation is
 * the root, among equals the worst.
 *
 * <p>The triages are immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class Triages {
    private Triages() {}

    /**
     * Returns the standard triage: {@link #of} with {@link SeverityRule#DEFAULT} and {@link Catalogue#load}.
     *
     * @return the triage
     * @throws IllegalArgumentException as {@link Catalogue#load} says
     */
    public static Triage standard() {
        return of(SeverityRule.DEFAULT, Catalogue.load());
    }

    /**
     * Returns a triage with rules or knowledge of one's own. Subjects, dependencies and shared resources count whatever
     * the rules.
     *
     * @param severityRules the severity rules, in the order they are asked; a check to which none applies is P3
     * @param catalogue what is known about cause codes
     * @return the triage
     */
    public static Triage of(List<SeverityRule> severityRules, Catalogue catalogue) {
        Objects.requireNonNull(severityRules, "severityRules");
        Objects.requireNonNull(catalogue, "catalogue");
        return of(SeverityPolicy.of(severityRules, ResponsePlan.STANDARD), Runbook.of(catalogue), catalogue);
    }

    /**
     * Returns a triage with a policy and a runbook of one's own.
     *
     * @param policy how bad what is
     * @param runbook what to know and to do about each cause code
     * @param catalogue what is known about cause codes
     * @return the triage
     * @throws InvalidTriageException if a rule of the policy names a cause code that the runbook does not know; the
     *     message names each one
     */
    public static Triage of(SeverityPolicy policy, Runbook runbook, Catalogue catalogue) {
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(runbook, "runbook");
        List<String> unknown = policy.unknownCauses(runbook);
        if (!unknown.isEmpty()) {
            throw new InvalidTriageException(unknown);
        }
        return new RuleTriage(policy, runbook, catalogue);
    }
}
