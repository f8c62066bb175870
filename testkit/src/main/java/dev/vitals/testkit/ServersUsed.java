package dev.vitals.testkit;

import java.util.Set;
import java.util.TreeSet;

/** Which servers this JVM has started: the last line of a test run, so that nobody believes in a test that never ran. */
final class ServersUsed {

    private static final Set<String> USED = new TreeSet<>();

    private ServersUsed() {}

    static void record(String description) {
        synchronized (USED) {
            USED.add(description);
        }
    }
}
