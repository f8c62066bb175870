package dev.vitals.report;

import dev.vitals.probe.Observation;
import dev.vitals.probe.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * A past result of a check, in short.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class HistoryEntry {
    /** How many of a result's observations an entry keeps, the first ones. */
    public static final int MOST_VALUES = 16;

    private static final double[] NOTHING = {};

    private final Instant at;
    private final Status status;
    private final Duration took;
    private final List<String> names;
    private final double[] values;

    private HistoryEntry(Instant at, Status status, Duration took, List<String> names, double[] values) {
        this.at = Objects.requireNonNull(at, "at");
        this.status = Objects.requireNonNull(status, "status");
        this.took = Objects.requireNonNull(took, "took");
        this.names = names;
        this.values = values;
    }

    /**
     * Returns an entry without observed values.
     *
     * @param at when the result was made
     * @param status the status of the result itself, before holds
     * @param took how long the run took
     * @return the entry
     */
    public static HistoryEntry of(Instant at, Status status, Duration took) {
        return new HistoryEntry(at, status, took, List.of(), NOTHING);
    }

    /**
     * Returns this entry with the values that the result observed, the first {@value #MOST_VALUES} of them. An entry that
     * observed the same as the one before shares its names, so that a value costs eight bytes.
     *
     * @param observations what was observed; of two with one name the first counts
     * @param earlier the entries before this one, newest last
     * @return a copy with these values
     */
    public HistoryEntry observing(List<Observation> observations, List<HistoryEntry> earlier) {
        Objects.requireNonNull(observations, "observations");
        Objects.requireNonNull(earlier, "earlier");
        if (observations.isEmpty()) {
            return of(at, status, took);
        }
        List<String> seen =
                observations.stream().limit(MOST_VALUES).map(Observation::name).toList();
        List<String> before = earlier.isEmpty() ? List.of() : earlier.get(earlier.size() - 1).names;
        double[] numbers = observations.stream()
                .limit(MOST_VALUES)
                .mapToDouble(Observation::value)
                .toArray();
        return new HistoryEntry(at, status, took, seen.equals(before) ? before : seen, numbers);
    }

    /**
     * Returns when the result was made.
     *
     * @return the wall-clock time
     */
    public Instant at() {
        return at;
    }

    /**
     * Returns the status of the result itself, before holds.
     *
     * @return the status
     */
    public Status status() {
        return status;
    }

    /**
     * Returns how long the run took.
     *
     * @return the time; for a run that had not returned, the time until then
     */
    public Duration took() {
        return took;
    }

    /**
     * Returns the value that an observation had.
     *
     * @param observation its name
     * @return the value in the observation's unit; empty when it was not observed
     */
    public OptionalDouble value(String observation) {
        int at = names.indexOf(Objects.requireNonNull(observation, "observation"));
        return at < 0 ? OptionalDouble.empty() : OptionalDouble.of(values[at]);
    }

    /**
     * Returns the values that were observed.
     *
     * @return each under its observation's name, in the order observed; at most {@value #MOST_VALUES}
     */
    public Map<String, Double> values() {
        Map<String, Double> all = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            all.putIfAbsent(names.get(i), values[i]);
        }
        return Collections.unmodifiableMap(all);
    }

    @Override
    public String toString() {
        return at + " " + status + " in " + took;
    }
}
