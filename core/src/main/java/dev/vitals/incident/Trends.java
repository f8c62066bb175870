package dev.vitals.incident;

import dev.vitals.probe.Status;
import dev.vitals.report.Severity;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Availability and incidents over some days, for a review. Made by {@link Incidents#trends}.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class Trends {
    private final LocalDate from;
    private final LocalDate to;
    private final SortedMap<LocalDate, Map<String, Map<Status, Duration>>> days;
    private final List<Incident> incidents;

    Trends(
            LocalDate from,
            LocalDate to,
            SortedMap<LocalDate, Map<String, Map<Status, Duration>>> days,
            List<Incident> incidents) {
        this.from = from;
        this.to = to;
        this.days = days.subMap(from, to.plusDays(1));
        this.incidents = incidents.stream().filter(this::within).toList();
    }

    private boolean within(Incident incident) {
        LocalDate day = LocalDate.ofInstant(incident.opened(), ZoneOffset.UTC);
        return !day.isBefore(from) && !day.isAfter(to);
    }

    /**
     * Returns the first day.
     *
     * @return the day in UTC
     */
    public LocalDate from() {
        return from;
    }

    /**
     * Returns the last day.
     *
     * @return the day in UTC; not before {@link #from}
     */
    public LocalDate to() {
        return to;
    }

    /**
     * Returns the incidents opened in this time.
     *
     * @return the incidents, newest first
     */
    public List<Incident> incidents() {
        return incidents;
    }

    /**
     * Returns how many incidents there were of each severity, by what each was at its worst.
     *
     * @return the numbers, worst severity first; zero included
     */
    public Map<Severity, Long> bySeverity() {
        Map<Severity, Long> counts = new EnumMap<>(Severity.class);
        for (Severity severity : Severity.values()) {
            counts.put(
                    severity,
                    incidents.stream()
                            .filter(incident -> incident.worst() == severity)
                            .count());
        }
        return counts;
    }

    /**
     * Returns the mean time from the first failure to the opening.
     *
     * @return the time; empty without incidents
     */
    public Optional<Duration> meanTimeToDetect() {
        return mean(incident -> Optional.of(incident.timeToDetect()));
    }

    /**
     * Returns the mean time from the opening to the acknowledgement, of those that were acknowledged.
     *
     * @return the time; empty without any
     */
    public Optional<Duration> meanTimeToAcknowledge() {
        return mean(Incident::timeToAcknowledge);
    }

    /**
     * Returns the mean time from the opening to the end of the trouble, of those that are resolved.
     *
     * @return the time; empty without any
     */
    public Optional<Duration> meanTimeToResolve() {
        return mean(Incident::timeToResolve);
    }

    private Optional<Duration> mean(Function<Incident, Optional<Duration>> time) {
        List<Duration> times =
                incidents.stream().map(time).flatMap(Optional::stream).toList();
        return times.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        times.stream().reduce(Duration.ZERO, Duration::plus).dividedBy(times.size()));
    }

    /**
     * Returns how often incidents came back after a recovery.
     *
     * @return the number
     */
    public int relapses() {
        return incidents.stream().mapToInt(Incident::relapses).sum();
    }

    /**
     * Returns the share of time in which each check was {@code UP} or {@code DEGRADED}, of the time in which it was
     * known. A check that was never known is left out.
     *
     * @return from 0 to 1, by name of check
     */
    public SortedMap<String, Double> availability() {
        SortedMap<String, Map<Status, Duration>> sums = new TreeMap<>();
        days.values()
                .forEach(checks -> checks.forEach((check, times) ->
                        times.forEach((status, time) -> sums.computeIfAbsent(check, any -> new EnumMap<>(Status.class))
                                .merge(status, time, Duration::plus))));
        SortedMap<String, Double> shares = new TreeMap<>();
        sums.forEach((check, times) -> share(List.of(times)).ifPresent(share -> shares.put(check, share)));
        return shares;
    }

    /**
     * Returns the share of time in which checks were {@code UP} or {@code DEGRADED}, over all checks, for each day.
     *
     * @return from 0 to 1; days on which nothing was known are left out
     */
    public SortedMap<LocalDate, Double> availabilityByDay() {
        SortedMap<LocalDate, Double> shares = new TreeMap<>();
        days.forEach((day, checks) -> share(checks.values()).ifPresent(share -> shares.put(day, share)));
        return shares;
    }

    private static OptionalDouble share(Collection<Map<Status, Duration>> all) {
        double good = 0;
        double known = 0;
        for (Map<Status, Duration> times : all) {
            double well = seconds(times, Status.UP) + seconds(times, Status.DEGRADED);
            good += well;
            known += well + seconds(times, Status.DOWN);
        }
        return known > 0 ? OptionalDouble.of(good / known) : OptionalDouble.empty();
    }

    private static double seconds(Map<Status, Duration> times, Status status) {
        return Objects.requireNonNullElse(times.get(status), Duration.ZERO).toMillis() / 1000.0;
    }

    /**
     * Writes the review in Markdown.
     *
     * @return the text, ending in a line break
     */
    public String markdown() {
        return TrendsText.markdown(this);
    }

    /**
     * Writes the same for programs: times in seconds, shares as ratios.
     *
     * @return a JSON object, ending in a line break
     */
    public String json() {
        return TrendsText.json(this);
    }

    /**
     * Draws availability by day as columns, with a dot for each incident.
     *
     * @return an SVG image of 720 by 120 pixels without scripts, styles or links
     */
    public String svg() {
        return TrendsChart.draw(this);
    }
}
