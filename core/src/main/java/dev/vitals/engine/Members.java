package dev.vitals.engine;

import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Group;
import dev.vitals.report.Passing;
import dev.vitals.report.Selection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which checks there are, and which of them belong to a group. */
final class Members {
    private final Map<String, CheckRunner> runners = new LinkedHashMap<>();
    private final Set<String> groups = new TreeSet<>(Set.of(Group.LIVE, Group.READY, Group.STARTED));
    private final List<CheckRunner> all;
    private final List<Selection> standing = new ArrayList<>();

    Members(Collection<CheckRunner> checks) {
        for (CheckRunner runner : checks) {
            runners.put(runner.check().name(), runner);
            groups.addAll(runner.check().policy().groups());
        }
        List<CheckRunner> sorted = new ArrayList<>(runners.values());
        sorted.sort(Members::inACalmReport);
        this.all = List.copyOf(sorted);
        standing.add(Selection.ALL);
        for (String group : groups) {
            standing.add(Selection.group(group));
        }
    }

    /** A report is sorted each time it is made; where all is well, in a single pass. */
    private static int inACalmReport(CheckRunner one, CheckRunner other) {
        int order =
                one.check().policy().impact().compareTo(other.check().policy().impact());
        return order == 0 ? one.check().name().compareTo(other.check().name()) : order;
    }

    List<CheckRunner> all() {
        return all;
    }

    Optional<CheckRunner> named(String name) {
        return Optional.ofNullable(runners.get(name)).filter(CheckRunner::applies);
    }

    Set<String> names() {
        return runners.values().stream()
                .filter(CheckRunner::applies)
                .map(runner -> runner.check().name())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    Set<String> groups() {
        return Set.copyOf(groups);
    }

    /** Everything and each group: the selections whose reports are kept current. */
    List<Selection> standing() {
        return Collections.unmodifiableList(standing);
    }

    List<CheckRunner> of(Selection selection) {
        if (selection.group().isPresent() && !groups.contains(selection.group().get())) {
            throw new IllegalArgumentException(
                    "no check belongs to group '" + selection.group().get() + "'; there are " + groups);
        }
        List<CheckRunner> members = new ArrayList<>(all.size());
        for (CheckRunner runner : all) {
            if (includes(selection, runner.check().name(), runner.check().policy()) && runner.applies()) {
                members.add(runner);
            }
        }
        return members;
    }

    static boolean includes(Selection selection, String check, CheckPolicy policy) {
        Optional<String> group = selection.group();
        boolean member = group.isEmpty() || policy.groups().contains(Passing.members(group.get()));
        return member && !selection.excluded().contains(check);
    }
}
