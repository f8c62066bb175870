package dev.vitals.dump;

import dev.vitals.meter.window.Maxima;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Unit;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Report;
import dev.vitals.report.ReportSource;
import dev.vitals.report.Selection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** How numbers went of late: of the virtual machine, and of each observation of a check. Bounded. Thread-safe. */
final class Trends {
    /** Ten minutes. */
    private static final int SAMPLES = 60;

    private static final Duration WATCHED = Duration.ofMinutes(10);
    private static final int VALUES = 50;
    private static final int MOST_SERIES = 500;

    private final ReportSource reports;
    private final Deque<Vitality> machine = new ArrayDeque<>();
    private final Map<String, Series> observations = new LinkedHashMap<>();
    private final Map<String, Instant> sampled = new LinkedHashMap<>();

    private final Maxima pauses = new Maxima(WATCHED);
    private final Maxima jumps = new Maxima(WATCHED);
    private long longestPauseMillis;
    private long largestJumpMillis;

    Trends(ReportSource reports) {
        this.reports = reports;
    }

    /** The last values of one observation, oldest first. */
    record Series(String name, Unit unit, List<Double> values) {
        Series {
            values = List.copyOf(values);
        }

        private Series plus(double value) {
            Deque<Double> longer = new ArrayDeque<>(values);
            longer.addLast(value);
            while (longer.size() > VALUES) {
                longer.removeFirst();
            }
            return new Series(name, unit, List.copyOf(longer));
        }
    }

    /** Takes a sample. Never waits for a probe. */
    synchronized void sample(Instant now, long nanos) {
        if (!machine.isEmpty()) {
            long wall = Duration.between(machine.getLast().at(), now).toMillis();
            long jump = Math.abs(wall - (nanos - machine.getLast().nanos()) / 1_000_000);
            largestJumpMillis = (long) jumps.greatest(nanos, jump);
        }
        machine.addLast(Vitality.now(now, nanos));
        while (machine.size() > SAMPLES) {
            machine.removeFirst();
        }
        reports.current(Selection.ALL).ifPresent(this::observe);
    }

    /** A result counts once, however often it is seen. */
    private void observe(Report report) {
        for (CheckReport check : report.checks()) {
            Optional<Instant> made = check.timing().checkedAt();
            if (made.isPresent() && !made.get().equals(sampled.put(check.name(), made.get()))) {
                check.result().observations().forEach(seen -> observe(check.name() + " " + seen.name(), seen));
            }
        }
    }

    private void observe(String name, Observation seen) {
        Series series = observations.get(name);
        if (series != null && series.unit() == seen.unit()) {
            observations.put(name, series.plus(seen.value()));
        } else if (observations.size() < MOST_SERIES) {
            observations.put(name, new Series(name, seen.unit(), List.of(seen.value())));
        }
    }

    /** Takes note of how late a timed wait ended. */
    synchronized void late(long nanos, long millis) {
        longestPauseMillis = (long) pauses.greatest(nanos, millis);
    }

    /** By how much our own clock was late within the last ten minutes. */
    synchronized long longestPauseMillis() {
        return longestPauseMillis;
    }

    /** By how much the wall clock moved against the monotonic one between two samples of the last ten minutes. */
    synchronized long largestJumpMillis() {
        return largestJumpMillis;
    }

    synchronized List<Vitality> machine() {
        return List.copyOf(machine);
    }

    synchronized List<Series> observations() {
        return List.copyOf(observations.values());
    }

    /** The share of the heap that was in use after its last collection. */
    synchronized OptionalDouble heapAfterCollection() {
        return machine.isEmpty() ? OptionalDouble.empty() : machine.getLast().heapAfterShare();
    }
}
