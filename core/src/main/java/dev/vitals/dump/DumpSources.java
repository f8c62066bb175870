package dev.vitals.dump;

import dev.vitals.incident.Incidents;
import dev.vitals.probe.Evidence;
import dev.vitals.report.ReportSource;
import dev.vitals.spi.Redactor;
import dev.vitals.spi.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where a dump has its contents from. {@code Vitals} puts this together.
 *
 * @param reports gives reports
 * @param diagnoser has probes look closer
 * @param incidents the incidents; empty if none are kept
 * @param redactor takes secrets out
 * @param time where time comes from
 * @param note has reports say where the newest dump is, in one line
 * @since 0.1.0
 */
public record DumpSources(
        ReportSource reports,
        Diagnoser diagnoser,
        Optional<Incidents> incidents,
        Redactor redactor,
        TimeSource time,
        Consumer<String> note) {
    /** Refuses nulls. */
    public DumpSources {
        Objects.requireNonNull(reports, "reports");
        Objects.requireNonNull(diagnoser, "diagnoser");
        Objects.requireNonNull(incidents, "incidents");
        Objects.requireNonNull(redactor, "redactor");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(note, "note");
    }

    /**
     * Has probes look closer than they do on schedule.
     *
     * @since 0.1.0
     */
    @FunctionalInterface
    public interface Diagnoser {
        /**
         * Runs every check with its diagnosis. A probe that is being run already is not entered again.
         *
         * @param patience how long to wait at most
         * @return what was found, by check; a check that did not answer in time is missing
         */
        Map<String, List<Evidence>> diagnose(Duration patience);
    }
}
