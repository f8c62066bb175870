package dev.vitals.meter;

import dev.vitals.incident.Incident;
import dev.vitals.incident.IncidentStatus;
import dev.vitals.meter.Series.Kind;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Status;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Counts;
import dev.vitals.report.Report;
import dev.vitals.report.Severity;
import dev.vitals.text.Clean;
import dev.vitals.text.Keys;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The values of all our series at one moment. */
final class Picture {
    private final Map<Series, Double> values = new HashMap<>();

    /** Before the first report nothing is known, and nothing is ready. */
    static Picture empty() {
        Picture picture = new Picture();
        picture.put(0, Kind.READY);
        return picture;
    }

    /**
     * Returns a picture of a report that may be a little older.
     *
     * @param report the report
     * @param since how long ago it was read; a check whose result has become too old to trust meanwhile is unknown
     */
    static Picture of(Report report, Duration since) {
        Picture picture = new Picture();
        picture.put(report.ready() ? 1 : 0, Kind.READY);
        for (Severity severity : Severity.values()) {
            boolean now = report.verdict().severity().equals(Optional.of(severity));
            picture.put(now ? 1 : 0, Kind.SEVERITY, "vitals.severity", severity.name());
        }
        report.checks().forEach(check -> picture.add(check, since));
        return picture;
    }

    /** Adds how many of some incidents are open, by severity. */
    Picture with(List<Incident> incidents) {
        for (Severity severity : Severity.values()) {
            long open = incidents.stream()
                    .filter(incident -> incident.status() != IncidentStatus.RESOLVED)
                    .filter(incident -> incident.severity() == severity)
                    .count();
            put(open, Kind.INCIDENTS, "severity", severity.name());
        }
        return this;
    }

    Map<Series, Double> values() {
        return values;
    }

    private void add(CheckReport check, Duration since) {
        String name = label(check.name());
        boolean old = check.timing().age().plus(since).compareTo(check.policy().trustedFor()) > 0;
        Status now = old && check.status() == Status.UP ? Status.UNKNOWN : check.status();
        for (Status status : Status.values()) {
            put(now == status ? 1 : 0, Kind.STATUS, "check", name, "vitals.check.status", status.name());
        }
        check.timing().checkedAt().ifPresent(at -> {
            put(at.toEpochMilli() / 1000.0, Kind.LAST_RUN, "check", name);
            put(check.timing().took().toNanos() / 1e9, Kind.DURATION, "check", name);
        });
        counts(name, check.counts());
        observations(check, (key, number) -> {
            String unit = number.unit().id();
            put(number.value(), Kind.OBSERVATION, "check", name, "observation", key, "unit", unit);
            number.threshold().ifPresent(limit -> {
                limit.warn().ifPresent(warn -> limit(warn, name, key, unit, "warn"));
                limit.fail().ifPresent(fail -> limit(fail, name, key, unit, "fail"));
            });
        });
    }

    private void counts(String name, Counts counts) {
        put(counts.runs(), Kind.RUNS, "check", name);
        put(counts.failures(), Kind.FAILURES, "check", name);
        put(counts.timeouts(), Kind.TIMEOUTS, "check", name);
        put(counts.transitions(), Kind.TRANSITIONS, "check", name);
    }

    private static void observations(CheckReport check, BiConsumer<String, Observation> each) {
        Keys keys = new Keys();
        check.result().observations().forEach(number -> each.accept(label(keys.take(number.name())), number));
    }

    private void limit(double limit, String check, String observation, String unit, String level) {
        put(limit, Kind.THRESHOLD, "check", check, "observation", observation, "unit", unit, "level", level);
    }

    private void put(double value, Kind kind, String... tags) {
        values.put(Series.of(kind, tags), value);
    }

    private static String label(String text) {
        return Clean.line(text);
    }
}
