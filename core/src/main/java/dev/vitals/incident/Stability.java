package dev.vitals.incident;

import dev.vitals.probe.Status;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Freshness;
import dev.vitals.report.Report;
import dev.vitals.report.ResultCauses;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How long incidents in monitoring have been seen well, by this process and by earlier ones. Trouble starts the count
 * again; time in which no process looked is left out. Confined to one thread.
 */
final class Stability {
    /** A process that is killed loses no more of the count than this. */
    static final Duration STEP = Duration.ofMinutes(1);

    private final Duration window;
    private Map<String, Watch> watches = new HashMap<>();

    Stability(Duration window) {
        this.window = window;
    }

    /** Goes on from what earlier processes have seen. */
    void resumed(Incident incident, Moment now) {
        watches.put(incident.id(), new Watch(Sight.UNSEEN, incident.seenWell(), now.nanos()));
    }

    /** Takes up how the checks of the open incidents are. */
    void observe(List<Incident> open, Report report, Moment now) {
        Map<String, Watch> next = new HashMap<>();
        open.forEach(incident -> next.put(incident.id(), next(incident, Sight.of(incident, report), now)));
        watches = next;
    }

    private Watch next(Incident incident, Sight sight, Moment now) {
        Watch before = watch(incident, now);
        boolean well = incident.status() == IncidentStatus.MONITORING && sight != Sight.BAD;
        return new Watch(sight, well ? before.seenWell(now) : Duration.ZERO, now.nanos());
    }

    private Watch watch(Incident incident, Moment now) {
        return watches.getOrDefault(incident.id(), new Watch(Sight.UNSEEN, Duration.ZERO, now.nanos()));
    }

    boolean isOver(Incident incident, Moment now) {
        return watch(incident, now).sight() != Sight.UNSEEN
                && left(incident, now).isZero();
    }

    private Duration left(Incident incident, Moment now) {
        Duration left = window.minus(watch(incident, now).seenWell(now));
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Returns how long until an incident in monitoring is over, or more of the count is to be written down. */
    OptionalLong nanosLeft(Incident incident, Moment now) {
        if (watch(incident, now).sight() != Sight.WELL) {
            return OptionalLong.empty();
        }
        Duration step = STEP.minus(watch(incident, now).seenWell(now).minus(incident.seenWell()));
        return OptionalLong.of(Math.max(0, Math.min(left(incident, now).toNanos(), step.toNanos())));
    }

    /**
     * Returns the count of an incident in monitoring if it is to be written down: at once when it started again, so that
     * no later process counts what was before, and otherwise once so much has been added.
     */
    Optional<Duration> unrecorded(Incident incident, Moment now, Duration least) {
        Duration added = watch(incident, now).seenWell(now).minus(incident.seenWell());
        boolean due = added.isNegative() || (!added.isZero() && added.compareTo(least) >= 0);
        return due && incident.status() == IncidentStatus.MONITORING
                ? Optional.of(incident.seenWell().plus(added))
                : Optional.empty();
    }

    Verification verification(Incident incident, Report report, Moment now) {
        boolean counting = incident.status() == IncidentStatus.MONITORING
                && watch(incident, now).sight() != Sight.BAD;
        Optional<Instant> over = counting ? Optional.of(now.wall().plus(left(incident, now))) : Optional.empty();
        return Verification.of(incident, report, window, over);
    }

    /** What a report shows of the checks of an incident. */
    private enum Sight {
        /** A check has not been looked at yet by this process. */
        UNSEEN,
        WELL,
        BAD;

        static Sight of(Incident incident, Report report) {
            List<CheckReport> checks = incident.affected().stream()
                    .flatMap(name -> report.check(name).stream())
                    .toList();
            if (checks.stream().anyMatch(check -> check.status().compareTo(Status.DEGRADED) >= 0)) {
                return BAD;
            }
            return checks.stream().anyMatch(Sight::isUnseen) ? UNSEEN : WELL;
        }

        /** The grace of start-up hides trouble, which is not seen yet then. */
        private static boolean isUnseen(CheckReport check) {
            boolean spared = check.status() == Status.UNKNOWN && check.cause().equals(ResultCauses.WORSENING.code());
            return check.freshness() == Freshness.PENDING || spared;
        }
    }

    /**
     * How an incident stands.
     *
     * @param sight what was seen then
     * @param well how long it had been seen well by then; trouble that has just ended has added nothing
     * @param nanos when it was last looked at
     */
    private record Watch(Sight sight, Duration well, long nanos) {
        Duration seenWell(Moment now) {
            return sight == Sight.WELL ? well.plus(now.since(nanos)) : well;
        }
    }
}
