package dev.vitals.triage;

import dev.vitals.probe.Impact;
import dev.vitals.probe.Status;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Says how bad it is when a check is in a certain state.
 *
 * <p>The first rule of a list that applies to a check decides for that check. A list of one's own usually starts from
 * the standard one:
 *
 * <pre>{@code
 * List<SeverityRule> rules = new ArrayList<>(SeverityRule.DEFAULT);
 * rules.add(0, new SeverityRule("no payment can be taken", Severity.P0, check -> check.cause().equals("psp.down")));
 * Triage triage = Triages.of(rules, Catalogue.load());
 * }</pre>
 *
 * <p>This record is immutable and as thread-safe as its predicate must be: called from several threads.
 *
 * @param words the rule in words, printed when it fires; not blank
 * @param severity how bad it is
 * @param when whether the rule applies to a check; asked only about checks that are not {@link Status#UP}
 * @param checks to how many checks of a report it must apply at least before it counts for any; at least 1
 * @since 0.1.0
 */
public record SeverityRule(String words, Severity severity, Predicate<CheckReport> when, int checks) {
    /**
     * The standard rules: critical and down, {@link Severity#P0}; critical and degraded, or major and down,
     * {@link Severity#P1}; major and degraded, or minor and down, {@link Severity#P2}. Whatever no rule applies to is
     * {@link Severity#P3}. But a minor check that is down since data is damaged, by a cause that ends in {@code .damaged},
     * is {@link Severity#P1}: each hour makes it dearer, and backups of it are worth nothing.
     */
    public static final List<SeverityRule> DEFAULT = List.of(
            of("critical check down", Severity.P0, Impact.CRITICAL, Status.DOWN),
            of("critical check degraded", Severity.P1, Impact.CRITICAL, Status.DEGRADED),
            of("major check down", Severity.P1, Impact.MAJOR, Status.DOWN),
            of("major check degraded", Severity.P2, Impact.MAJOR, Status.DEGRADED),
            new SeverityRule("data is damaged", Severity.P1, SeverityRule::isDamage),
            of("minor check down", Severity.P2, Impact.MINOR, Status.DOWN));

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if {@code words} is blank or {@code checks} is below 1
     */
    public SeverityRule {
        if (Objects.requireNonNull(words, "words").isBlank()) {
            throw new IllegalArgumentException("'words' must not be blank");
        }
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(when, "when");
        if (checks < 1) {
            throw new IllegalArgumentException("'checks' must be at least 1 but was " + checks);
        }
    }

    /**
     * Makes a rule that one check is enough for.
     *
     * @param words the rule in words; not blank
     * @param severity how bad it is
     * @param when whether the rule applies to a check
     * @throws IllegalArgumentException if {@code words} is blank
     */
    public SeverityRule(String words, Severity severity, Predicate<CheckReport> when) {
        this(words, severity, when, 1);
    }

    /**
     * Returns a rule about one impact and one status.
     *
     * @param words the rule in words; not blank
     * @param severity how bad it is
     * @param impact the impact it applies to
     * @param status the status it applies to
     * @return the rule
     * @throws IllegalArgumentException if {@code words} is blank
     */
    public static SeverityRule of(String words, Severity severity, Impact impact, Status status) {
        Objects.requireNonNull(impact, "impact");
        Objects.requireNonNull(status, "status");
        return new SeverityRule(
                words,
                severity,
                new SeverityCondition(
                        Set.of(impact),
                        Set.of(status),
                        List.of(),
                        List.of(),
                        List.of(),
                        Duration.ZERO,
                        Optional.empty()));
    }

    private static boolean isDamage(CheckReport check) {
        return check.policy().impact() == Impact.MINOR
                && check.status() == Status.DOWN
                && check.cause().endsWith(".damaged");
    }
}
