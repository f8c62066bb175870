package dev.vitals;

import dev.vitals.probe.Check;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.CheckSet;
import dev.vitals.probe.Probe;
import dev.vitals.text.KnownNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What an application registers: checks, checks of providers, sets of checks, and changes of their policies. */
final class Registrations {
    private final List<Registration> all = new ArrayList<>();
    private final List<CheckSet> sets = new ArrayList<>();
    private final Map<String, UnaryOperator<CheckPolicy>> policies = new LinkedHashMap<>();

    void check(Check check) {
        all.add(new Registration(check.name(), made -> check, UnaryOperator.identity()));
    }

    /** Registers a check whose probe is made when the aggregator is built. */
    void provided(String name, Supplier<Probe> probe, UnaryOperator<CheckPolicy> change) {
        all.add(new Registration(
                name, made -> Check.of(name, made.keep(probe.get())).with(change), UnaryOperator.identity()));
    }

    void set(CheckSet set) {
        List<Check> checks = set.checks();
        Set<String> siblings = checks.stream().map(Check::name).collect(Collectors.toSet());
        for (Check check : checks) {
            // What a set needs of its own checks holds whatever an application names.
            String[] own = check.policy().dependsOn().stream()
                    .filter(siblings::contains)
                    .toArray(String[]::new);
            all.add(new Registration(check.name(), made -> check, policy -> policy.alsoDependsOn(own)));
        }
        sets.add(set);
    }

    void policy(String check, UnaryOperator<CheckPolicy> change) {
        policies.merge(check, change, (first, second) -> policy -> second.apply(first.apply(policy)));
    }

    List<CheckSet> sets() {
        return List.copyOf(sets);
    }

    /** Makes every check, and adds what keeps one from being made, or names none, to the faults. */
    List<Check> checks(MadeProbes made, List<String> faults) {
        List<Check> checks = new ArrayList<>();
        for (Registration registration : all) {
            try {
                checks.add(registration.make(made, policies));
            } catch (IllegalArgumentException refused) {
                faults.add("check '" + registration.name() + "': " + refused.getMessage());
            }
        }
        sets.forEach(set -> faults.addAll(set.faults()));
        unknown(faults);
        return checks;
    }

    private void unknown(List<String> faults) {
        Set<String> names = all.stream().map(Registration::name).collect(Collectors.toSet());
        for (String name : policies.keySet()) {
            if (!names.contains(name)) {
                faults.add("a policy is set for '" + name + "', which is no check: " + KnownNames.beside(name, names));
            }
        }
    }

    private interface Maker {
        Check make(MadeProbes made);
    }

    /** A check to be, and what is done to its policy after an application has changed it by name. */
    private record Registration(String name, Maker maker, UnaryOperator<CheckPolicy> afterwards) {
        Check make(MadeProbes made, Map<String, UnaryOperator<CheckPolicy>> policies) {
            Check check = maker.make(made);
            return policies.containsKey(name) ? check.with(policies.get(name)).with(afterwards) : check;
        }
    }
}
