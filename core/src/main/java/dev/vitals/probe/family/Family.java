package dev.vitals.probe.family;

import dev.vitals.probe.Check;
import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.ProbeSet;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The checks of a {@link ProbeSet} whose members are known beforehand and do not depend on each other, with what the user
 * chose. The sets themselves forward to it.
 *
 * @param members the checks, those left out among them
 * @param choices what the user chose
 * @since 0.1.0
 */
public record Family(List<Member<?>> members, Choices choices) {
    /** Copies the members. */
    public Family {
        members = List.copyOf(members);
    }

    /**
     * Returns checks as they are by default.
     *
     * @param name the first part of each check's name
     * @param members the checks
     */
    public Family(String name, List<Member<?>> members) {
        this(
                members,
                Choices.of(name, members.stream().<Option>map(Member::option).toList()));
    }

    /**
     * As {@link ProbeSet#with}.
     *
     * @param checks their names within the set
     * @return a copy
     */
    public Family with(String... checks) {
        return new Family(members, choices.with(checks));
    }

    /**
     * As {@link ProbeSet#without}.
     *
     * @param checks their names within the set
     * @return a copy
     */
    public Family without(String... checks) {
        return new Family(members, choices.without(checks));
    }

    /**
     * As {@link ProbeSet#policy}.
     *
     * @param check its name within the set
     * @param change takes the policy and returns the changed one
     * @return a copy
     */
    public Family policy(String check, UnaryOperator<CheckPolicy> change) {
        return new Family(members, choices.policy(check, change));
    }

    /**
     * As {@link ProbeSet#limits}.
     *
     * @param <T> the limits
     * @param type their class
     * @param change takes the limits and returns the changed ones
     * @return a copy
     */
    public <T extends CheckLimits> Family limits(Class<T> type, UnaryOperator<T> change) {
        return new Family(members, choices.limits(type, change));
    }

    /**
     * Makes the checks, each with a probe of its own.
     *
     * @return the checks that are in the set
     */
    public List<Check> checks() {
        return members.stream()
                .filter(member -> choices.has(member.id()))
                .map(member -> choices.check(
                        member.id(), member.probe(choices), policy -> policy.impact(member.impact()), List.of()))
                .toList();
    }

    /**
     * As {@link ProbeSet#faults}.
     *
     * @return one sentence for each setting of a check that is left out
     */
    public List<String> faults() {
        return choices.faults();
    }
}
