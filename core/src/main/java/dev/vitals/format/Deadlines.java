package dev.vitals.format;

import dev.vitals.report.Report;
import dev.vitals.report.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When the first response to the trouble is due, and when the next update on it.
 *
 * @param respondBy the start of the trouble plus the severity's response time; may be past
 * @param nextUpdate the next multiple of the severity's cadence since then; after the report's time
 */
record Deadlines(Instant respondBy, Instant nextUpdate) {
    static Optional<Deadlines> of(Report report) {
        return report.verdict().severity().map(severity -> of(report, severity));
    }

    private static Deadlines of(Report report, Severity severity) {
        Duration every = severity.updateEvery();
        long past = Math.max(0, report.lasting().dividedBy(every));
        return new Deadlines(
                report.since().plus(severity.respondWithin()), report.since().plus(every.multipliedBy(past + 1)));
    }
}
