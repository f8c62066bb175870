package dev.vitals.engine;

import dev.vitals.engine.CheckState.Moment;
import dev.vitals.probe.Status;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Report;
import dev.vitals.report.Selection;
import dev.vitals.report.Severity;
import dev.vitals.report.Timing;
import dev.vitals.report.Triage;
import dev.vitals.report.Verdict;
import dev.vitals.spi.TimeSource;
import dev.vitals.triage.Triages;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The latest report of each selection, reused until a check publishes something new, a result gets too old, or a second
 * has passed (a report shows ages). Reading a report that is still good takes no lock and allocates nothing; making a
 * new one is done by one caller at a time, so that reports never go back in time.
 */
final class Reports {
    private static final long REUSE_NANOS = Duration.ofSeconds(1).toNanos();

    private final String application;
    private final Triage triage;
    private final TimeSource time;
    private final Moment built;
    private final AtomicLong version = new AtomicLong();
    private final Map<Selection, Latest> latest = new ConcurrentHashMap<>();
    private final Map<Selection, Since> sinces = new HashMap<>();

    Reports(String application, Triage triage, TimeSource time) {
        this.application = application;
        this.triage = triage;
        this.time = time;
        this.built = Moment.now(time);
    }

    /** Says that some check's state has changed. */
    void invalidate() {
        version.incrementAndGet();
    }

    /** The last report of a selection if nothing that it shows has changed since, else null. */
    @Nullable
    Report current(Selection selection, long nowNanos) {
        Latest kept = latest.get(selection);
        if (kept == null || kept.version() != version.get() || nowNanos - kept.goodUntil() >= 0) {
            return null;
        }
        return kept.report();
    }

    /** Makes the report of a selection, and keeps it if the selection is one of the few that are asked for by name. */
    synchronized Report make(Selection selection, List<CheckRunner> runners) {
        Moment now = Moment.now(time); // read in here: whoever waited for another would be behind it
        Report made = current(selection, now.nanos());
        if (made != null) {
            return made;
        }
        long madeFrom = version.get();
        List<CheckReport> checks = ReportAssembler.checks(runners, now);
        Status status = ReportAssembler.overall(checks);
        Verdict verdict = judge(checks);
        boolean kept = selection.excluded().isEmpty();
        Since since = kept ? since(selection, status, verdict, now) : guess(checks, status, verdict, now);
        Report report = Report.builder(application, selection)
                .status(status)
                .ready(ReportAssembler.ready(status, checks))
                .verdict(verdict)
                .checks(checks)
                .at(now.wall())
                .since(
                        since.moment().wall(),
                        Duration.ofNanos(
                                Math.max(0, now.nanos() - since.moment().nanos())))
                .build();
        if (kept) {
            latest.put(selection, new Latest(report, madeFrom, goodUntil(checks, now)));
        }
        return report;
    }

    /** Makes the report of a selection unless there is one of the latest states already. */
    synchronized void remember(Selection selection, List<CheckRunner> runners) {
        Latest kept = latest.get(selection);
        if (kept == null || kept.version() != version.get()) {
            make(selection, runners);
        }
    }

    /** A triage of the application's own may fail; how bad things are is then judged by the standard one. */
    private Verdict judge(List<CheckReport> checks) {
        try {
            return Objects.requireNonNull(triage.judge(checks), "verdict");
        } catch (Throwable e) {
            return Triages.standard().judge(checks);
        }
    }

    private Since since(Selection selection, Status status, Verdict verdict, Moment now) {
        Since before = sinces.getOrDefault(selection, new Since(Status.UNKNOWN, Optional.empty(), built));
        boolean same = before.status() == status && before.severity().equals(verdict.severity());
        Since after = same ? before : new Since(status, verdict.severity(), now);
        sinces.put(selection, after);
        return after;
    }

    /** An ad-hoc selection has no memory: take the oldest change among the checks that make it what it is. */
    private Since guess(List<CheckReport> checks, Status status, Verdict verdict, Moment now) {
        Moment oldest = checks.stream()
                .filter(check -> ReportAssembler.weight(check) == status)
                .map(CheckReport::timing)
                .max(Comparator.comparing(Timing::lasting))
                .map(timing -> new Moment(
                        timing.since(), now.nanos() - timing.lasting().toNanos()))
                .orElse(built);
        return new Since(status, verdict.severity(), oldest);
    }

    private static long goodUntil(List<CheckReport> checks, Moment now) {
        long nanos = REUSE_NANOS;
        for (CheckReport check : checks) {
            Duration left = check.policy().trustedFor().minus(check.timing().age());
            boolean sampled = check.timing().checkedAt().isPresent();
            nanos = Math.min(nanos, sampled ? left.toNanos() : 0);
        }
        return now.nanos() + nanos;
    }

    private record Latest(Report report, long version, long goodUntil) {}

    private record Since(Status status, Optional<Severity> severity, Moment moment) {}
}
