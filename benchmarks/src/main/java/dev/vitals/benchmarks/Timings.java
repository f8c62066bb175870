package dev.vitals.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** How long something took, over and over. */
final class Timings {
    private final List<Double> millis = new ArrayList<>();

    /** Something to be timed. */
    @FunctionalInterface
    interface Task {
        void run() throws Exception;
    }

    void time(Task task) throws Exception {
        long start = System.nanoTime();
        task.run();
        millis.add((System.nanoTime() - start) / 1e6);
    }

    double median() {
        return sorted().get(millis.size() / 2);
    }

    @Override
    public String toString() {
        List<Double> sorted = sorted();
        return String.format(
                Locale.ROOT, "%.1f ms | %.1f–%.1f ms", median(), sorted.get(0), sorted.get(sorted.size() - 1));
    }

    private List<Double> sorted() {
        List<Double> sorted = new ArrayList<>(millis);
        Collections.sort(sorted);
        return sorted;
    }
}
