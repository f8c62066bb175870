package dev.vitals.probe.family;

import dev.vitals.probe.Check;
import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.ProbeSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The checks of a {@link ProbeSet} whose members are known beforehand, with what the user chose. The sets themselves
 * forward to it.
 *
 * @param name the first part of each check's name
 * @param members the checks, those left out among them
 */
public record Family(String name, List<Member<?>> members) {
    /** Copies the members. */
    public Family {
        members = List.copyOf(members);
    }

    /** As {@link ProbeSet#with}. */
    public Family with(String... checks) {
        List<String> ids = known(checks);
        return changed(member -> ids.contains(member.id()), member -> member.present(true));
    }

    /** As {@link ProbeSet#without}. */
    public Family without(String... checks) {
        List<String> ids = known(checks);
        return changed(member -> ids.contains(member.id()), member -> member.present(false));
    }

    /** As {@link ProbeSet#policy}. */
    public Family policy(String check, UnaryOperator<CheckPolicy> change) {
        Objects.requireNonNull(change, "change");
        known(Objects.requireNonNull(check, "check"));
        return changed(member -> member.id().equals(check), member -> member.governed(change));
    }

    /** As {@link ProbeSet#limits}. */
    public <T extends CheckLimits> Family limits(Class<T> type, UnaryOperator<T> change) {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(change, "change");
        if (members.stream().noneMatch(member -> member.takes(type))) {
            throw new IllegalArgumentException(
                    "'" + name + "' has no check with " + type.getSimpleName() + "; there are " + limitNames());
        }
        return changed(member -> member.takes(type), member -> member.limited(type, change));
    }

    /** Makes the checks, each with a probe of its own. */
    public List<Check> checks() {
        return members.stream()
                .filter(Member::present)
                .map(member -> member.check(name))
                .toList();
    }

    /** As {@link ProbeSet#faults}. */
    public List<String> faults() {
        List<String> faults = new ArrayList<>();
        for (Member<?> member : members) {
            if (!member.present() && member.limited()) {
                faults.add(idle(member.limits().getClass().getSimpleName() + " are set", member));
            }
            if (!member.present() && member.governed()) {
                faults.add(idle("a policy is set", member));
            }
        }
        return faults;
    }

    private String idle(String what, Member<?> member) {
        return what + " for check '" + name + "." + member.id() + "', which is not there: add with(\"" + member.id()
                + "\") or remove this setting";
    }

    private Family changed(Predicate<Member<?>> which, UnaryOperator<Member<?>> change) {
        List<Member<?>> all = new ArrayList<>();
        for (Member<?> member : members) {
            all.add(which.test(member) ? change.apply(member) : member);
        }
        return new Family(name, all);
    }

    private List<String> limitNames() {
        return members.stream()
                .map(member -> member.limits().getClass())
                .filter(type -> type != Member.Unlimited.class)
                .map(Class::getSimpleName)
                .sorted()
                .toList();
    }

    private List<String> known(String... checks) {
        List<String> ids = members.stream().<String>map(Member::id).toList();
        for (String check : Objects.requireNonNull(checks, "checks")) {
            if (!ids.contains(Objects.requireNonNull(check, "check"))) {
                throw new IllegalArgumentException("'" + name + "' has no check '" + check + "'; there are " + ids);
            }
        }
        return List.of(checks);
    }
}
