package dev.vitals.engine;

import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Group;
import dev.vitals.report.Passing;
import dev.vitals.report.Selection;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which checks there are, and which of them belong to a group. */
final class Members {
    private final Map<String, CheckRunner> runners = new LinkedHashMap<>();
    private final Set<String> groups = new TreeSet<>(Set.of(Group.LIVE, Group.READY, Group.STARTED));

    Members(Collection<CheckRunner> all) {
        for (CheckRunner runner : all) {
            runners.put(runner.check().name(), runner);
            groups.addAll(runner.check().policy().groups());
        }
    }

    List<CheckRunner> all() {
        return List.copyOf(runners.values());
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
        return Stream.concat(Stream.of(Selection.ALL), groups.stream().map(Selection::group))
                .toList();
    }

    List<CheckRunner> of(Selection selection) {
        selection.group().filter(group -> !groups.contains(group)).ifPresent(group -> {
            throw new IllegalArgumentException("no check belongs to group '" + group + "'; there are " + groups);
        });
        return runners.values().stream()
                .filter(CheckRunner::applies)
                .filter(runner -> includes(
                        selection, runner.check().name(), runner.check().policy()))
                .toList();
    }

    static boolean includes(Selection selection, String check, CheckPolicy policy) {
        boolean member = selection
                .group()
                .map(group -> policy.groups().contains(Passing.members(group)))
                .orElse(true);
        return member && !selection.excluded().contains(check);
    }
}
