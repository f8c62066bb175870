package dev.vitals.engine;

import dev.vitals.engine.CheckState.Moment;
import dev.vitals.probe.Status;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Passing;
import dev.vitals.report.Report;
import dev.vitals.report.ReportChange;
import dev.vitals.report.RootCause;
import dev.vitals.report.Selection;
import dev.vitals.report.Severity;
import dev.vitals.report.Triage;
import dev.vitals.report.Verdict;
import dev.vitals.spi.TimeSource;
import dev.vitals.triage.Catalogue;
import dev.vitals.triage.SeverityRule;
import dev.vitals.triage.Triages;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Owns the current report of everything and of each group, and announces each change of a verdict, in order.
 *
 * <p>A report is reused until a check publishes something new, a result gets too old, or a second has passed (a report
 * shows ages). Reading one that is still good takes no lock and allocates nothing; making a new one is done by one
 * thread at a time, so that reports never go back in time.
 */
final class Situation {
    private static final long REUSE_NANOS = Duration.ofSeconds(1).toNanos();

    private final String application;
    private final Triage triage;
    private final TimeSource time;
    private final Consumer<ReportChange> announce;
    private final Moment built;
    private final AtomicLong version = new AtomicLong();
    private final Map<Selection, Latest> latest = new ConcurrentHashMap<>();
    private final Map<Selection, Since> sinces = new HashMap<>();
    private volatile boolean started;
    private volatile boolean closed;

    Situation(String application, Triage triage, TimeSource time, Consumer<ReportChange> announce) {
        this.application = application;
        this.triage = triage;
        this.time = time;
        this.announce = announce;
        this.built = Moment.now(time);
    }

    /** Says that the state of a check has changed, so that every report is out of date. */
    void outdate() {
        version.incrementAndGet();
    }

    /** Start-up is over, and stays so: a check that appears later is not part of it. */
    void started() {
        started = true;
    }

    /** From now on the application is not ready: it is going away. */
    void close() {
        closed = true;
        outdate();
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

    /** Makes the report of a selection, and keeps it if it is a standing one: of everything, or of a group. */
    synchronized Report make(Selection selection, List<CheckRunner> runners) {
        Moment now = Moment.now(time); // read in here: a thread that waited for another would be behind it
        Report made = current(selection, now.nanos());
        if (made != null) {
            return made;
        }
        long madeFrom = version.get();
        return make(selection, ReportAssembler.checks(runners, now), madeFrom, now);
    }

    /** Makes every standing report that is out of date, from one picture of all checks. */
    synchronized void update(Members members) {
        long madeFrom = version.get();
        Moment now = Moment.now(time);
        List<CheckReport> all = ReportAssembler.checks(members.of(Selection.ALL), now);
        for (Selection selection : members.standing()) {
            Latest kept = latest.get(selection);
            if (kept == null || kept.version() != madeFrom || now.nanos() - kept.goodUntil() >= 0) {
                make(selection, ReportAssembler.only(selection, all), madeFrom, now);
            }
        }
    }

    private Report make(Selection selection, List<CheckReport> checks, long madeFrom, Moment now) {
        Status status = Passing.status(checks);
        Verdict verdict = judge(checks);
        boolean standing = selection.excluded().isEmpty();
        Moment since = standing ? since(selection, status, verdict, now) : lastChange(checks, now);
        Report report = Report.builder(application, selection)
                .status(status)
                .ready(!closed && Passing.READY.passes(status, checks))
                .passed(passed(Passing.of(selection.group()), status, checks))
                .verdict(verdict)
                .checks(checks)
                .at(now.wall())
                .since(since.wall(), Duration.ofNanos(Math.max(0, now.nanos() - since.nanos())))
                .build();
        if (standing) {
            keep(selection, new Latest(report, madeFrom, goodUntil(checks, now)));
        }
        return report;
    }

    private boolean passed(Passing passing, Status status, List<CheckReport> checks) {
        return switch (passing) {
            case READY -> !closed && passing.passes(status, checks);
            case STARTED -> started || passing.passes(status, checks);
            case PLAIN -> passing.passes(status, checks);
        };
    }

    private void keep(Selection selection, Latest made) {
        Latest before = latest.put(selection, made);
        Optional<Report> former = Optional.ofNullable(before).map(Latest::report);
        if (former.isEmpty() || !sameVerdict(former.get(), made.report())) {
            announce.accept(ReportChange.of(former, made.report()));
        }
    }

    private static boolean sameVerdict(Report one, Report other) {
        return one.status() == other.status()
                && one.verdict().equals(other.verdict())
                && rootCauses(one).equals(rootCauses(other));
    }

    /** The cause codes at the roots: a server that now refuses a login is not down for the reason it was. */
    private static List<String> rootCauses(Report report) {
        Set<String> roots =
                report.verdict().rootCauses().stream().map(RootCause::check).collect(Collectors.toSet());
        return report.checks().stream()
                .filter(check -> roots.contains(check.name()))
                .map(CheckReport::cause)
                .toList();
    }

    /** A triage of the application's own may fail; how bad things are is then judged without it. */
    private Verdict judge(List<CheckReport> checks) {
        try {
            return Objects.requireNonNull(triage.judge(checks), "verdict");
        } catch (Throwable e) {
            return Triages.of(SeverityRule.DEFAULT, Catalogue.of(List.of())).judge(checks);
        }
    }

    private Moment since(Selection selection, Status status, Verdict verdict, Moment now) {
        Since before = sinces.getOrDefault(selection, new Since(Status.UNKNOWN, Optional.empty(), built));
        boolean same = before.status() == status && before.severity().equals(verdict.severity());
        Since after = same ? before : new Since(status, verdict.severity(), now);
        sinces.put(selection, after);
        return after.moment();
    }

    /** A selection of the moment has no memory: nothing in it has changed since its last check did. */
    private Moment lastChange(List<CheckReport> checks, Moment now) {
        return checks.stream()
                .map(CheckReport::timing)
                .min((one, other) -> one.lasting().compareTo(other.lasting()))
                .map(timing -> new Moment(
                        timing.since(), now.nanos() - timing.lasting().toNanos()))
                .orElse(built);
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
