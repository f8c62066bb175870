package dev.vitals;

import dev.vitals.probe.Check;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.CheckSet;
import dev.vitals.probe.Probe;
import dev.vitals.text.KnownNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What an application registers: checks, checks of providers, sets of checks, and what is changed of them by name. */
final class Registrations {
    private final List<Part> parts = new ArrayList<>();
    private final Map<String, UnaryOperator<CheckPolicy>> policies = new LinkedHashMap<>();
    private final Set<String> removed = new LinkedHashSet<>();
    private final Map<String, String> renamed = new LinkedHashMap<>();
    private final List<Probe> given = new ArrayList<>();

    void check(Check check) {
        given.add(check.probe());
        parts.add(Part.of(new Registration(check.name(), made -> check, List.of())));
    }

    /** Registers a check whose probe is made when the aggregator is built. */
    void provided(String name, Supplier<Probe> probe, UnaryOperator<CheckPolicy> change) {
        parts.add(Part.of(new Registration(
                name, made -> Check.of(name, made.keep(probe.get())).with(change), List.of())));
    }

    void set(CheckSet set) {
        parts.add(Part.of(set));
    }

    void eachSet(UnaryOperator<CheckSet> change) {
        parts.replaceAll(
                part -> part.set().map(set -> Part.of(change.apply(set))).orElse(part));
    }

    void policy(String check, UnaryOperator<CheckPolicy> change) {
        policies.merge(check, change, (first, second) -> policy -> second.apply(first.apply(policy)));
    }

    void without(String check) {
        removed.add(check);
    }

    void rename(String check, String name) {
        renamed.put(check, name);
    }

    List<CheckSet> sets() {
        List<CheckSet> sets = new ArrayList<>();
        for (Part part : parts) {
            if (part.set().isPresent()) {
                sets.add(part.set().get());
            }
        }
        return sets;
    }

    Set<String> names() {
        Set<String> names = registeredNames();
        names.removeAll(removed);
        return names;
    }

    /** Returns the names under which checks are shown. */
    Set<String> shown(Collection<String> names) {
        Set<String> shown = new LinkedHashSet<>();
        for (String name : names) {
            shown.add(renamed.getOrDefault(name, name));
        }
        return shown;
    }

    /** Makes every check, and adds what keeps one from being made, or names none, to the faults. */
    List<Check> checks(MadeProbes made, List<String> faults) {
        List<Check> checks = new ArrayList<>();
        for (Registration registration : registered()) {
            if (!removed.contains(registration.name())) {
                try {
                    checks.add(shown(registration.make(made, policies)));
                } catch (IllegalArgumentException refused) {
                    faults.add("check '" + registration.name() + "': " + refused.getMessage());
                }
            }
        }
        for (CheckSet set : sets()) {
            faults.addAll(set.faults());
        }
        unknown("a policy is set for", policies.keySet(), faults);
        unknown("another name is given to", renamed.keySet(), faults);
        unknown("left out is", removed, faults);
        return checks;
    }

    private Check shown(Check check) {
        Set<String> below = check.policy().dependsOn();
        Set<String> there = new LinkedHashSet<>();
        for (String one : below) {
            if (!removed.contains(one)) {
                there.add(renamed.getOrDefault(one, one));
            }
        }
        String name = renamed.get(check.name());
        Check right =
                there.equals(below) ? check : check.with(policy -> policy.dependsOn(there.toArray(String[]::new)));
        if (name == null) {
            return right;
        }
        given.add(right.probe());
        return new Check(name, new RenamedProbe(right.probe(), right.name()), right.policy());
    }

    /** Returns what is to be closed besides the probes of the checks: sets, and probes left out or shown as another's. */
    List<AutoCloseable> owned() {
        List<AutoCloseable> owned = new ArrayList<>(sets());
        for (Probe probe : given) {
            if (probe instanceof AutoCloseable closeable) {
                owned.add(closeable);
            }
        }
        return owned;
    }

    private List<Registration> registered() {
        List<Registration> registered = new ArrayList<>();
        for (Part part : parts) {
            registered.addAll(part.checks());
        }
        return registered;
    }

    private Set<String> registeredNames() {
        Set<String> names = new LinkedHashSet<>();
        for (Registration registration : registered()) {
            names.add(registration.name());
        }
        return names;
    }

    private void unknown(String what, Set<String> given, List<String> faults) {
        Set<String> names = registeredNames();
        for (String name : given) {
            if (!names.contains(name)) {
                faults.add(what + " '" + name + "', which is no check: " + KnownNames.beside(name, names));
            }
        }
    }

    /** What was registered with one call. */
    private record Part(Optional<CheckSet> set, List<Registration> checks) {
        static Part of(Registration check) {
            return new Part(Optional.empty(), List.of(check));
        }

        static Part of(CheckSet set) {
            List<Check> checks = set.checks();
            Set<String> siblings = checks.stream().map(Check::name).collect(Collectors.toSet());
            return new Part(
                    Optional.of(set),
                    checks.stream().map(check -> registration(check, siblings)).toList());
        }

        /** What a set needs of its own checks holds whatever an application names. */
        private static Registration registration(Check check, Set<String> siblings) {
            List<String> own = check.policy().dependsOn().stream()
                    .filter(siblings::contains)
                    .toList();
            return new Registration(check.name(), made -> check, own);
        }
    }

    private interface Maker {
        Check make(MadeProbes made);
    }

    /** A check to be, and what it goes on to depend on after an application has changed its policy by name. */
    private record Registration(String name, Maker maker, List<String> siblings) {
        Check make(MadeProbes made, Map<String, UnaryOperator<CheckPolicy>> policies) {
            Check check = maker.make(made);
            if (!policies.containsKey(name)) {
                return check;
            }
            String[] own = siblings.toArray(String[]::new);
            return check.with(policies.get(name)).with(policy -> policy.alsoDependsOn(own));
        }
    }
}
