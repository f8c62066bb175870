package dev.vitals.testkit.internal.requirement;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Which servers were started, and which tests there were none for, so that a test that never ran is not trusted. */
public final class ServersUsed {

    /** What this JVM has started. */
    public static final ServersUsed HERE = new ServersUsed();

    private final Set<String> used = new TreeSet<>();
    private final Map<Requirement, Set<String>> skipped = new LinkedHashMap<>();

    private volatile Consumer<String> console = line -> {};

    /** From now on this shows lines at once. */
    public void showOn(Consumer<String> somewhere) {
        console = somewhere;
    }

    /** Shows why a run takes so long. */
    public void waiting(String line) {
        console.accept(line);
    }

    public synchronized void record(String description) {
        used.add(description);
    }

    /** Notes how the machine met a requirement, since a test asked for it. */
    public synchronized void asked(Requirement requirement) {
        testsSkippedFor(requirement);
    }

    public synchronized void skipped(Requirement requirement, String test) {
        testsSkippedFor(requirement).add(test);
    }

    /** One line about what happened since the last one; empty when nothing did. */
    public synchronized Optional<String> takeLine() {
        if (used.isEmpty() && skipped.isEmpty()) {
            return Optional.empty();
        }
        List<String> parts = new ArrayList<>(used);
        skipped.forEach((requirement, tests) -> parts.add(
                requirement.words() + (tests.isEmpty() ? "" : " (skipped for it: " + String.join(", ", tests) + ")")));
        used.clear();
        skipped.clear();
        return Optional.of("Servers used: " + String.join(", ", parts));
    }

    private Set<String> testsSkippedFor(Requirement requirement) {
        return skipped.computeIfAbsent(requirement, any -> new TreeSet<>());
    }
}
