package dev.vitals.format;

import dev.vitals.report.Escalation;
import dev.vitals.report.Report;
import dev.vitals.report.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When the first response to the trouble is due, when the next update on it, and when to bring in whom.
 *
 * @param respondBy the start of the trouble plus the severity's response time; may be past
 * @param nextUpdate the next multiple of the severity's cadence since then; after the report's time
 * @param ladder the rungs with their times, soonest first; may be past
 */
record Deadlines(Instant respondBy, Instant nextUpdate, List<Rung> ladder) {
    static Optional<Deadlines> of(Report report) {
        return report.verdict().ruling().map(ruling -> of(report, ruling.response()));
    }

    private static Deadlines of(Report report, Response response) {
        Duration every = response.updateEvery();
        long past = Math.max(0, report.lasting().dividedBy(every));
        return new Deadlines(
                report.since().plus(response.respondWithin()),
                report.since().plus(every.multipliedBy(past + 1)),
                response.escalations().stream()
                        .map(rung -> Rung.of(rung, report.since()))
                        .toList());
    }

    /**
     * Whom to bring in, and by when.
     *
     * @param by the time
     * @param to whom
     */
    record Rung(Instant by, String to) {
        static Rung of(Escalation rung, Instant since) {
            return new Rung(since.plus(rung.after()), rung.to());
        }
    }
}
