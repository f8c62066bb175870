package dev.vitals.incident;

import dev.vitals.report.CheckReport;
import java.util.List;
import java.util.Optional;

/** What is said of an incident that nothing is held against any more. */
final class Recovery {
    private Recovery() {}

    /** Returns one line: a check that another fault keeps from being good is named, with that fault. */
    static String words(Incident incident, List<Fault> faults) {
        List<String> left = incident.affected().stream()
                .flatMap(name -> other(name, faults).stream())
                .toList();
        return left.isEmpty()
                ? "every check is well again"
                : "its root cause is gone; still not well, for another reason: " + String.join(", ", left);
    }

    private static Optional<String> other(String name, List<Fault> faults) {
        return faults.stream()
                .filter(fault -> fault.checks().contains(name))
                .findFirst()
                .map(fault -> {
                    CheckReport root = fault.check();
                    String why = root.name().equals(name)
                            ? root.cause()
                            : "follows from " + root.name() + " " + root.cause();
                    return name + " (" + why + ")";
                });
    }
}
