package dev.vitals.triage;

import dev.vitals.probe.Impact;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Status;
import dev.vitals.report.CheckReport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a rule of a policy asks of a check. Immutable.
 *
 * @param impacts one of these; any if empty
 * @param statuses one of these; never empty
 * @param causes one of these; any if empty
 * @param names one of these; any if empty
 * @param groups in one of these; in any or none if empty
 * @param lasting for at least so long
 * @param level a number that the check has seen
 */
record SeverityCondition(
        Set<Impact> impacts,
        Set<Status> statuses,
        List<NamePattern> causes,
        List<NamePattern> names,
        List<NamePattern> groups,
        Duration lasting,
        Optional<Level> level)
        implements Predicate<CheckReport> {
    /** What a rule is about that does not say: what is not known is no alarm unless somebody wants it to be. */
    static final Set<Status> FAILING = Set.of(Status.DOWN, Status.DEGRADED);

    SeverityCondition {
        impacts = Set.copyOf(impacts);
        statuses = Set.copyOf(statuses);
        causes = List.copyOf(causes);
        names = List.copyOf(names);
        groups = List.copyOf(groups);
    }

    @Override
    public boolean test(CheckReport check) {
        return (impacts.isEmpty() || impacts.contains(check.policy().impact()))
                && statuses.contains(check.status())
                && anyOf(causes, check.cause())
                && anyOf(names, check.name())
                && (groups.isEmpty() || check.policy().groups().stream().anyMatch(group -> anyOf(groups, group)))
                && check.timing().lasting().compareTo(lasting) >= 0
                && (level.isEmpty() || seen(check).isPresent());
    }

    private static boolean anyOf(List<NamePattern> patterns, String name) {
        return patterns.isEmpty() || patterns.stream().anyMatch(pattern -> pattern.matches(name));
    }

    /** The observation that reaches the level. */
    Optional<Observation> seen(CheckReport check) {
        return level.flatMap(wanted ->
                check.result().observations().stream().filter(wanted::reached).findFirst());
    }

    /** Whether every check that another condition is about is one that this is about. */
    boolean covers(SeverityCondition other) {
        return (impacts.isEmpty() || (!other.impacts.isEmpty() && impacts.containsAll(other.impacts)))
                && statuses.containsAll(other.statuses)
                && cover(causes, other.causes)
                && cover(names, other.names)
                && cover(groups, other.groups)
                && lasting.compareTo(other.lasting) <= 0
                && (level.isEmpty() || other.level.filter(level.get()::covers).isPresent());
    }

    /** The same for each impact and status by itself. */
    Stream<SeverityCondition> parts() {
        Set<Impact> each = impacts.isEmpty() ? Set.of(Impact.values()) : impacts;
        return each.stream()
                .flatMap(impact -> statuses.stream()
                        .map(status -> new SeverityCondition(
                                Set.of(impact), Set.of(status), causes, names, groups, lasting, level)));
    }

    private static boolean cover(List<NamePattern> wide, List<NamePattern> narrow) {
        return wide.isEmpty()
                || (!narrow.isEmpty()
                        && narrow.stream().allMatch(one -> wide.stream().anyMatch(other -> other.covers(one))));
    }

    /**
     * A number that is at least or at most so large.
     *
     * @param name the observation
     * @param value the limit, in the observation's base unit; inclusive
     * @param above whether more is worse
     */
    record Level(NamePattern name, double value, boolean above) {
        boolean reached(Observation seen) {
            return name.matches(seen.name()) && (above ? seen.value() >= value : seen.value() <= value);
        }

        boolean covers(Level other) {
            return name.covers(other.name)
                    && above == other.above
                    && (above ? value <= other.value : value >= other.value);
        }
    }
}
