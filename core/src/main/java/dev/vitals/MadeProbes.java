package dev.vitals;

import dev.vitals.probe.Probe;
import java.util.ArrayList;
import java.util.List;

/** The probes that one attempt to build an aggregator has made, and closes again if it fails. */
final class MadeProbes {
    private final List<Probe> all = new ArrayList<>();

    Probe keep(Probe probe) {
        all.add(probe);
        return probe;
    }

    void close() {
        for (Probe probe : all) {
            if (probe instanceof AutoCloseable closeable) {
                close(closeable);
            }
        }
    }

    private static void close(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception ignored) {
            // The reason for the failed build is what the application needs to know.
        }
    }
}
