package dev.vitals.triage;

import dev.vitals.report.ResponsePlan;
import dev.vitals.report.Severity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * How bad what is, and what that asks of people. From a JSON file such as
 *
 * <pre>{@code
 * {
 *   "severities": {
 *     "P0": {
 *       "respondWithin": "15 m",
 *       "updateEvery": "30 m",
 *       "escalate": [{"after": "15 m", "to": "team lead"}, {"after": "30 m", "to": "engineering manager"}]
 *     }
 *   },
 *   "rules": [
 *     {"name": "error rate above 10 %", "severity": "P1", "observation": {"name": "*errors.ratio", "atLeast": 0.1}},
 *     {"name": "several things are down", "severity": "P0", "status": "DOWN", "checks": 3, "lasting": "5 m"},
 *     {"name": "logins fail", "severity": "SEV-2", "check": "login*", "cause": ["http.*", "auth.*"]}
 *   ]
 * }
 * }</pre>
 *
 * <p>The first rule that applies to a check decides for it. All conditions of a rule must hold: {@code impact},
 * {@code status} ({@code DOWN} or {@code DEGRADED} where the rule does not say), {@code cause}, {@code check} and
 * {@code group} (each a name or a list of such, where {@code *} stands for any text), {@code lasting} (how long the check
 * has had its status), {@code observation} (a number in its base unit, {@code atLeast} or {@code atMost}), and
 * {@code checks} (to how many checks all this must apply before it counts). After the rules come those of
 * {@link SeverityRule#DEFAULT}, unless the file says {@code "standard": false}; then a check to which none applies is what
 * {@code "otherwise"} says, P3 by default. A severity that the file does not name keeps its standard times. The times
 * {@code after} count from the start of the trouble. Durations are such as {@code 30 s}, {@code 15 m}, {@code 4 h},
 * {@code 1 d} or {@code PT15M}.
 *
 * <p>This class is immutable and as thread-safe as its rules' predicates.
 *
 * @since 0.1.0
 */
public final class SeverityPolicy {
    /** {@link SeverityRule#DEFAULT} and {@link ResponsePlan#STANDARD}. */
    public static final SeverityPolicy STANDARD =
            new SeverityPolicy(SeverityRule.DEFAULT, ResponsePlan.STANDARD, Severity.P3);

    private final List<SeverityRule> rules;
    private final ResponsePlan responses;
    private final Severity otherwise;

    SeverityPolicy(List<SeverityRule> rules, ResponsePlan responses, Severity otherwise) {
        this.rules = List.copyOf(Objects.requireNonNull(rules, "rules"));
        this.responses = Objects.requireNonNull(responses, "responses");
        this.otherwise = Objects.requireNonNull(otherwise, "otherwise");
    }

    /**
     * Returns a policy of rules in Java.
     *
     * @param rules the rules, in the order they are asked; a check to which none applies is P3
     * @param responses what each severity asks of people
     * @return the policy
     */
    public static SeverityPolicy of(List<SeverityRule> rules, ResponsePlan responses) {
        return new SeverityPolicy(rules, responses, Severity.P3);
    }

    /**
     * Reads a policy from a file of at most 1 MB. Blocks for as long as the disk does.
     *
     * @param file the JSON file, in UTF-8
     * @return the policy
     * @throws InvalidTriageException if the file cannot be read or is not as described, naming everything that is wrong
     *     with its line and key: also a rule that an earlier one leaves nothing to, two rules that contradict each other,
     *     and a severity that is to be responded to later than a milder one
     */
    public static SeverityPolicy read(Path file) {
        return ConfigFile.read(Objects.requireNonNull(file, "file"), SeverityPolicyReader::read);
    }

    /**
     * Reads a policy.
     *
     * @param source where the text is from, to be named in errors
     * @param json the JSON text
     * @return the policy
     * @throws InvalidTriageException as {@link #read} says
     */
    public static SeverityPolicy parse(String source, String json) {
        Objects.requireNonNull(source, "source");
        return ConfigFile.parse(source, Objects.requireNonNull(json, "json"), SeverityPolicyReader::read);
    }

    /**
     * Returns the rules.
     *
     * @return the rules, in the order they are asked
     */
    public List<SeverityRule> rules() {
        return rules;
    }

    /**
     * Returns what each severity asks of people.
     *
     * @return the plan
     */
    public ResponsePlan responses() {
        return responses;
    }

    /**
     * Returns how bad it is where no rule applies.
     *
     * @return the severity; P3 by default
     */
    public Severity otherwise() {
        return otherwise;
    }

    /** Which of the cause codes that rules name are none: such a rule never fires. */
    List<String> unknownCauses(Runbook runbook) {
        List<String> unknown = new ArrayList<>();
        for (SeverityRule rule : rules) {
            if (rule.when() instanceof SeverityCondition condition) {
                condition.causes().stream()
                        .filter(pattern -> runbook.codes().stream().noneMatch(pattern::matches))
                        .forEach(pattern -> unknown.add("severity rule '" + rule.words() + "': no known cause is '"
                                + pattern.text() + "'; name the application's own in its runbook"));
            }
        }
        return unknown;
    }
}
