package dev.vitals.engine;

import dev.vitals.engine.CheckState.Moment;
import dev.vitals.probe.Status;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Deployment;
import dev.vitals.report.Freshness;
import dev.vitals.report.Passing;
import dev.vitals.report.Report;
import dev.vitals.report.ReportChange;
import dev.vitals.report.RootCause;
import dev.vitals.report.Selection;
import dev.vitals.report.Severity;
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
import java.util.function.Supplier;
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

    /** A constant, since what has failed may be the making of a text. */
    private static final String UNTOLD =
            "part of this report is missing, most likely for lack of memory; its checks are complete";

    private final String application;
    private final Expertise expertise;
    private final TimeSource time;
    private final boolean scheduled;
    private final Supplier<List<String>> trouble;
    private final Supplier<Optional<Deployment>> deployment;
    private final Optional<Precedents> precedents;
    private final Consumer<ReportChange> announce;
    private final Moment built;
    private final AtomicLong version = new AtomicLong();
    private final Map<Selection, Latest> latest = new ConcurrentHashMap<>();
    private final Map<CheckRunner, LatestCheck> checks = new ConcurrentHashMap<>();
    private final Map<Selection, Since> sinces = new HashMap<>();
    private volatile boolean started;
    private volatile boolean closed;

    Situation(EngineSettings settings, Supplier<List<String>> trouble, Consumer<ReportChange> announce) {
        this.application = settings.application();
        this.expertise = settings.expertise();
        this.time = settings.time();
        this.deployment = settings.deployment();
        this.precedents = settings.precedents();
        this.scheduled = settings.scheduled();
        this.trouble = trouble;
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

    /**
     * Makes the report of a selection after its runs have been waited for, and keeps it if it is a standing one: of
     * everything, or of a group.
     */
    synchronized Report make(Selection selection, List<CheckRunner> runners) {
        Moment now = Moment.now(time); // read in here: a thread that waited for another would be behind it
        Report made = current(selection, now.nanos());
        if (made != null) {
            return made;
        }
        long madeFrom = version.get();
        return make(selection, ReportAssembler.checks(runners, now), new Making(madeFrom, now, true));
    }

    /** The last report of a check alone if nothing that it shows has changed since, else null. */
    @Nullable
    CheckReport current(CheckRunner runner, long nowNanos) {
        LatestCheck kept = checks.get(runner);
        if (kept == null || !kept.isOf(runner) || nowNanos - kept.goodUntil() >= 0) {
            return null;
        }
        return kept.report();
    }

    /** Makes the report of a check after its run has been waited for. */
    CheckReport make(CheckRunner runner) {
        CheckState from = runner.state(); // before: what changes meanwhile is seen by the next reader
        boolean overtaken = runner.overtakenBy().isPresent();
        Moment now = Moment.now(time);
        CheckReport made = ReportAssembler.check(runner, now);
        checks.put(
                runner,
                new LatestCheck(made, from, overtaken, now.nanos() + Math.min(REUSE_NANOS, goodFor(made, true))));
        return made;
    }

    /**
     * Makes every standing report that is out of date, from one picture of all checks. A reader who waits for one of them
     * does not wait for the others. Then there is time to prepare for bad news.
     */
    void update(Members members) {
        long madeFrom = version.get();
        Moment now = Moment.now(time);
        List<CheckReport> all = ReportAssembler.checks(members.of(Selection.ALL), now);
        for (Selection selection : members.standing()) {
            update(selection, all, new Making(madeFrom, now, false));
        }
        expertise.prepare();
    }

    private synchronized void update(Selection selection, List<CheckReport> all, Making making) {
        Latest kept = latest.get(selection);
        if (kept == null || kept.isOutdatedBy(making)) {
            make(selection, ReportAssembler.only(selection, all), making);
        }
    }

    private Report make(Selection selection, List<CheckReport> checks, Making making) {
        Moment now = making.now();
        Status status = Passing.status(checks);
        Verdict verdict = judge(checks);
        boolean standing = selection.excluded().isEmpty();
        Moment since = standing ? since(selection, status, verdict, now) : lastChange(checks, now);
        Report.Builder report = Report.builder(application, selection)
                .status(status)
                .ready(!closed && Passing.READY.passes(status, checks))
                .passed(passed(Passing.of(selection.group()), status, checks))
                .verdict(verdict)
                .checks(checks)
                .at(now.wall())
                .since(since.wall(), Duration.ofNanos(Math.max(0, now.nanos() - since.nanos())));
        sayBeside(verdict, checks, report);
        Report made = report.build();
        if (standing) {
            keep(selection, new Latest(made, making.version(), goodUntil(checks, making)));
        }
        return made;
    }

    /** What is not from the checks. Whatever fails here, the report is made. */
    private void sayBeside(Verdict verdict, List<CheckReport> checks, Report.Builder report) {
        try {
            Optional<Deployment> deployed = deployment.get();
            if (deployed.isPresent()) {
                report.deployment(deployed.get());
            }
            precedents(verdict, checks, report);
            for (String note : trouble.get()) {
                report.note(note);
            }
        } catch (Throwable unable) {
            report.note(UNTOLD);
        }
    }

    private void precedents(Verdict verdict, List<CheckReport> checks, Report.Builder report) {
        if (precedents.isEmpty() || verdict.rootCauses().isEmpty()) {
            return;
        }
        Set<String> roots = verdict.rootCauses().stream().map(RootCause::check).collect(Collectors.toSet());
        for (CheckReport check : checks) {
            if (roots.contains(check.name())) {
                precedents
                        .get()
                        .of(check.name(), check.cause())
                        .ifPresent(earlier -> report.precedent(check.name(), earlier));
            }
        }
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
        Optional<Report> former = before == null ? Optional.empty() : Optional.of(before.report());
        if (former.isEmpty() || !sameVerdict(former.get(), made.report())) {
            announce.accept(ReportChange.of(former, made.report()));
        }
    }

    private static boolean sameVerdict(Report one, Report other) {
        return one.status() == other.status()
                && one.verdict().severity().equals(other.verdict().severity())
                && one.verdict().severityRule().equals(other.verdict().severityRule())
                && roots(one).equals(roots(other))
                && rootCauses(one).equals(rootCauses(other));
    }

    /** Without advice: a number in it that changes is no news, as it is none in a summary. */
    private static List<RootCause> roots(Report report) {
        return report.verdict().rootCauses().stream()
                .map(root -> new RootCause(root.check(), root.severity(), root.symptoms()))
                .toList();
    }

    /** The cause codes at the roots: a server that now refuses a login is not down for the reason it was. */
    private static List<String> rootCauses(Report report) {
        if (report.verdict().rootCauses().isEmpty()) {
            return List.of();
        }
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
            return Objects.requireNonNull(expertise.judge(checks), "verdict");
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

    private long goodUntil(List<CheckReport> checks, Making making) {
        long nanos = REUSE_NANOS;
        for (CheckReport check : checks) {
            nanos = Math.min(nanos, goodFor(check, making.waited()));
        }
        return making.now().nanos() + nanos;
    }

    /**
     * For how long what is said of a check may be served without having it run. Of one without a result to be trusted,
     * for as long as the run goes on that has been waited for already: what comes of it is a change.
     */
    private long goodFor(CheckReport check, boolean waited) {
        boolean trusted =
                check.freshness() == Freshness.FRESH || (scheduled && check.freshness() == Freshness.OVERTAKEN);
        if (check.closed()) {
            return REUSE_NANOS;
        } else if (trusted) {
            return check.policy().trustedFor().toNanos() - check.timing().age().toNanos();
        }
        return waited && check.timing().running().isPresent() ? REUSE_NANOS : 0;
    }

    /** From which version a report is made, when, and whether runs have been waited for. */
    private record Making(long version, Moment now, boolean waited) {}

    private record Latest(Report report, long version, long goodUntil) {
        boolean isOutdatedBy(Making making) {
            long behind = making.version() - version;
            return behind > 0 || (behind == 0 && making.now().nanos() - goodUntil >= 0);
        }
    }

    private record LatestCheck(CheckReport report, CheckState from, boolean overtaken, long goodUntil) {
        // Identity is the point: a state is replaced by each change.
        @SuppressWarnings("ReferenceEquality")
        boolean isOf(CheckRunner runner) {
            return from == runner.state()
                    && overtaken == runner.overtakenBy().isPresent()
                    && report.closed() == runner.isClosed();
        }
    }

    private record Since(Status status, Optional<Severity> severity, Moment moment) {}
}
