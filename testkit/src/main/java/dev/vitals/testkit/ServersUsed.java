package dev.vitals.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which servers this JVM has started, and which tests it had none for, so that nobody trusts a test that never ran. */
final class ServersUsed {

    private static final Set<String> USED = new TreeSet<>();
    private static final List<String> SKIPPED = new ArrayList<>();
    private static @Nullable Docker docker;

    private ServersUsed() {}

    static synchronized void record(String description) {
        USED.add(description);
    }

    /** Notes how Docker answered, since a test asked for it. */
    static synchronized void docker(Docker status) {
        docker = status;
    }

    static synchronized void skipped(String test) {
        SKIPPED.add(test);
    }

    /** One line about what happened since the last one; empty when nothing did. */
    static synchronized Optional<String> takeLine() {
        if (USED.isEmpty() && docker == null) {
            return Optional.empty();
        }
        String line = line();
        USED.clear();
        SKIPPED.clear();
        docker = null;
        return Optional.of(line);
    }

    private static String line() {
        List<String> parts = new ArrayList<>(USED);
        if (docker != null) {
            parts.add("Docker: " + docker.words());
        }
        String line = "Servers used: " + String.join(", ", parts);
        return SKIPPED.isEmpty() ? line : line + ", skipped for it: " + String.join(", ", SKIPPED);
    }
}
