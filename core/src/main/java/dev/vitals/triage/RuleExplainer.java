package dev.vitals.triage;

import dev.vitals.report.CheckReport;
import dev.vitals.triage.CauseRule.Where;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A check is explained by a finding that a cause rule names, the strongest rule first. */
final class RuleExplainer implements Explainer {
    private final List<CauseRule> rules;
    private final List<CheckReport> causes;

    RuleExplainer(List<CauseRule> rules, List<CheckReport> troubles) {
        this.rules = rules;
        this.causes = troubles.stream().filter(Troubles::failing).toList();
    }

    @Override
    public List<Explanation> explain(CheckReport effect) {
        return rules.stream()
                .filter(rule -> CausePattern.matches(rule.effect(), effect.cause()))
                .flatMap(rule -> causes(rule, effect))
                .toList();
    }

    private Stream<Explanation> causes(CauseRule rule, CheckReport effect) {
        return causes.stream()
                .filter(cause -> !Troubles.same(cause, effect))
                .filter(cause -> CausePattern.matches(rule.cause(), cause.cause()))
                .filter(cause -> rule.where() == Where.ANYWHERE || sameResource(cause, effect))
                .sorted(Comparator.comparing(cause -> !sameResource(cause, effect)))
                .map(cause -> new Explanation(cause, rule.words()));
    }

    private static boolean sameResource(CheckReport one, CheckReport other) {
        return one.policy().resource().isPresent()
                && one.policy().resource().equals(other.policy().resource());
    }
}
