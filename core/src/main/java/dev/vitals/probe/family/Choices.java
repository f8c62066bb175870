package dev.vitals.probe.family;

import dev.vitals.probe.Check;
import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeSet;
import dev.vitals.text.KnownNames;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The checks that a {@link ProbeSet} can have, and what the user chose of them. Every set forwards to it, so that all of
 * them understand and refuse the same. Immutable; each method that changes something returns a copy, and takes names and
 * limits that there are not: {@link #faults} tells of them.
 *
 * @param name the first part of each check's name
 * @param options the checks that there can be, in the order of the report
 * @param present those that are in the set
 * @param policies what is changed of their policies
 * @param changed the limits that the user changed, by their class
 * @param unlimited limits that the user changed, though no check has them
 * @param calls the calls that name a check, each with that name
 * @param refused what the user gave the set that cannot be used, one sentence each
 * @since 0.1.0
 */
public record Choices(
        String name,
        List<Option> options,
        Set<String> present,
        Map<String, UnaryOperator<CheckPolicy>> policies,
        Map<Class<?>, CheckLimits> changed,
        Set<Class<?>> unlimited,
        Map<String, String> calls,
        List<String> refused) {
    /** Copies the collections. */
    public Choices {
        Objects.requireNonNull(name, "name");
        options = List.copyOf(options);
        present = Set.copyOf(present);
        policies = Map.copyOf(policies);
        changed = Map.copyOf(changed);
        unlimited = Collections.unmodifiableSet(new LinkedHashSet<>(unlimited));
        calls = Collections.unmodifiableMap(new LinkedHashMap<>(calls));
        refused = List.copyOf(refused);
    }

    /**
     * Returns a set as it is by default.
     *
     * @param name the first part of each check's name
     * @param options the checks that there can be, in the order of the report
     * @return the choices
     */
    public static Choices of(String name, List<Option> options) {
        return new Choices(name, List.of(), Set.of(), Map.of(), Map.of(), Set.of(), Map.of(), List.of())
                .offering(options);
    }

    /**
     * Returns these choices with more checks to choose from.
     *
     * @param more the checks, whose names are not taken
     * @return a copy
     */
    public Choices offering(List<Option> more) {
        List<Option> all = new ArrayList<>(options);
        all.addAll(more);
        Set<String> in = new LinkedHashSet<>(present);
        more.stream().filter(Option::standard).forEach(option -> in.add(option.id()));
        return new Choices(name, all, in, policies, changed, unlimited, calls, refused);
    }

    /**
     * Returns these choices with something that cannot be used, such as an address that is none. It is reported with every
     * other fault, and not thrown: whoever corrects it would only meet the next one.
     *
     * @param fault one sentence with culprit and remedy, and without secrets
     * @return a copy
     */
    public Choices refusing(String fault) {
        List<String> more = new ArrayList<>(refused);
        more.add(Objects.requireNonNull(fault, "fault"));
        return new Choices(name, options, present, policies, changed, unlimited, calls, more);
    }

    /**
     * As {@link ProbeSet#with}.
     *
     * @param checks their names within the set
     * @return a copy
     */
    public Choices with(String... checks) {
        Set<String> more = new LinkedHashSet<>(present);
        more.addAll(named(checks));
        return new Choices(name, options, more, policies, changed, unlimited, called("with(\"%s\")", checks), refused);
    }

    /**
     * As {@link ProbeSet#without}.
     *
     * @param checks their names within the set
     * @return a copy
     */
    public Choices without(String... checks) {
        Set<String> fewer = new LinkedHashSet<>(present);
        named(checks).forEach(fewer::remove);
        return new Choices(
                name, options, fewer, policies, changed, unlimited, called("without(\"%s\")", checks), refused);
    }

    /**
     * As {@link ProbeSet#policy}.
     *
     * @param check its name within the set
     * @param change takes the policy, as far as it has been changed before, and returns the changed one
     * @return a copy
     */
    public Choices policy(String check, UnaryOperator<CheckPolicy> change) {
        Objects.requireNonNull(check, "check");
        Objects.requireNonNull(change, "change");
        Map<String, UnaryOperator<CheckPolicy>> more = new HashMap<>(policies);
        more.merge(check, change, (first, second) -> policy -> second.apply(first.apply(policy)));
        return new Choices(
                name, options, present, more, changed, unlimited, called("policy(\"%s\", …)", check), refused);
    }

    /**
     * As {@link ProbeSet#limits}.
     *
     * @param <T> the limits
     * @param type their class
     * @param change takes the limits, the defaults at first, and returns the changed ones
     * @return a copy
     */
    public <T extends CheckLimits> Choices limits(Class<T> type, UnaryOperator<T> change) {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(change, "change");
        if (options.stream().noneMatch(option -> takes(option, type))) {
            Set<Class<?>> idle = new LinkedHashSet<>(unlimited);
            idle.add(type);
            return new Choices(name, options, present, policies, changed, idle, calls, refused);
        }
        Map<Class<?>, CheckLimits> more = new HashMap<>(changed);
        more.put(type, Objects.requireNonNull(change.apply(limits(type)), type.getSimpleName()));
        return new Choices(name, options, present, policies, more, unlimited, calls, refused);
    }

    /**
     * Returns the limits of one kind.
     *
     * @param <T> the limits
     * @param type their class
     * @return the limits, the default ones unless changed
     * @throws java.util.NoSuchElementException if no check has such limits
     */
    public <T extends CheckLimits> T limits(Class<T> type) {
        return Stream.concat(Stream.ofNullable(changed.get(type)), defaults())
                .filter(limits -> limits.getClass() == type)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }

    /**
     * Returns the limits of all checks.
     *
     * @return the limits, the default ones unless changed
     */
    public List<CheckLimits> limits() {
        return defaults().<CheckLimits>map(each -> limits(each.getClass())).toList();
    }

    /**
     * Returns whether a check is in the set.
     *
     * @param check its name within the set
     * @return false if it is left out
     */
    public boolean has(String check) {
        return present.contains(check);
    }

    /**
     * Makes a check.
     *
     * @param id its name within the set
     * @param probe the probe
     * @param own what the set changes of the probe's own policy, before what the user changes
     * @param below the checks of the set that it depends on, if they are in it; the user cannot take that away
     * @return the check
     */
    public Check check(String id, Probe probe, UnaryOperator<CheckPolicy> own, List<String> below) {
        String[] needed = below.stream().filter(this::has).map(this::full).toArray(String[]::new);
        return Check.of(full(id), probe)
                .with(own)
                .with(policies.getOrDefault(id, UnaryOperator.identity()))
                .with(policy -> needed.length == 0 ? policy : policy.alsoDependsOn(needed));
    }

    /**
     * As {@link ProbeSet#faults}.
     *
     * @return one sentence for whatever cannot be used, for each setting of a check that is left out, and for each name and
     *     kind of limits that the set does not have
     */
    public List<String> faults() {
        List<String> faults = new ArrayList<>(refused);
        unknown(faults);
        for (Option option : options) {
            if (!has(option.id())) {
                option.limits().stream()
                        .map(Object::getClass)
                        .filter(type -> changed.containsKey(type) && !isUsed(type))
                        .forEach(type -> faults.add(idle(type.getSimpleName() + " are set", option)));
                if (policies.containsKey(option.id())) {
                    faults.add(idle("a policy is set", option));
                }
            }
        }
        return faults;
    }

    private void unknown(List<String> faults) {
        List<String> ids = options.stream().map(Option::id).toList();
        calls.forEach((call, check) -> {
            if (!ids.contains(check)) {
                faults.add(call + " names no check of '" + name + "': " + KnownNames.beside(check, ids));
            }
        });
        for (Class<?> type : unlimited) {
            String limits = type.getSimpleName();
            faults.add("limits(" + limits + ".class, …) is for no check of '" + name + "': "
                    + KnownNames.beside(limits, limitNames()));
        }
    }

    private String idle(String what, Option option) {
        return what + " for check '" + full(option.id()) + "', which is not there: add with(\"" + option.id()
                + "\") or remove this setting";
    }

    private String full(String check) {
        return name + "." + check;
    }

    private static boolean takes(Option option, Class<?> type) {
        return option.limits().stream().anyMatch(limits -> limits.getClass() == type);
    }

    private boolean isUsed(Class<?> type) {
        return options.stream().anyMatch(option -> has(option.id()) && takes(option, type));
    }

    private Stream<CheckLimits> defaults() {
        return options.stream().flatMap(option -> option.limits().stream());
    }

    private List<String> limitNames() {
        return defaults()
                .map(limits -> limits.getClass().getSimpleName())
                .distinct()
                .sorted()
                .toList();
    }

    private static List<String> named(String... checks) {
        for (String check : Objects.requireNonNull(checks, "checks")) {
            Objects.requireNonNull(check, "check");
        }
        return List.of(checks);
    }

    private Map<String, String> called(String call, String... checks) {
        Map<String, String> more = new LinkedHashMap<>(calls);
        for (String check : checks) {
            more.put(call.formatted(check), check);
        }
        return more;
    }
}
