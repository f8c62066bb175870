package dev.vitals.engine;

import dev.vitals.engine.CheckState.Moment;
import dev.vitals.engine.CheckState.Sample;
import dev.vitals.probe.Impact;
import dev.vitals.probe.Status;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Freshness;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns the states of checks into what a report says of them. */
final class ReportAssembler {
    private static final Comparator<CheckReport> WORST_FIRST = Comparator.comparing(CheckReport::status)
            .reversed()
            .thenComparing(check -> check.policy().impact())
            .thenComparing(CheckReport::name);

    private ReportAssembler() {}

    static List<CheckReport> checks(List<CheckRunner> runners, Moment now) {
        return runners.stream()
                .map(runner -> check(runner, now))
                .sorted(WORST_FIRST)
                .toList();
    }

    private static CheckReport check(CheckRunner runner, Moment now) {
        Run run = runner.running();
        CheckState state = runner.state();
        Freshness freshness = freshness(runner, state, now);
        boolean incredible = freshness == Freshness.STALE && state.status() == Status.UP;
        return new CheckReport(
                runner.check().name(),
                runner.check().policy(),
                incredible ? Status.UNKNOWN : state.status(),
                freshness,
                state.result(),
                timing(state, run, incredible ? tooOldSince(runner, state) : state.since(), now),
                new CheckReport.Trend(
                        state.hysteresis().pending(),
                        state.hysteresis().streak(),
                        state.flaps().total(),
                        state.flaps().flapping(now.nanos())),
                run != null && !run.isReleased() && freshness != Freshness.FRESH,
                state.diagnosis().evidence(),
                state.note().map(CheckState.Note::text));
    }

    private static Freshness freshness(CheckRunner runner, CheckState state, Moment now) {
        if (state.sample().isEmpty()) {
            return Freshness.PENDING;
        }
        return runner.fresh(now.nanos()) ? Freshness.FRESH : Freshness.STALE;
    }

    /** The moment at which the result became too old to be believed. */
    private static Moment tooOldSince(CheckRunner runner, CheckState state) {
        Duration trusted = runner.check().policy().trustedFor();
        Moment made = state.sample().map(Sample::made).orElse(state.since());
        return new Moment(made.wall().plus(trusted), made.nanos() + trusted.toNanos());
    }

    private static CheckReport.Timing timing(CheckState state, @Nullable Run run, Moment since, Moment now) {
        Optional<Sample> sample = state.sample();
        return new CheckReport.Timing(
                sample.map(taken -> taken.made().wall()),
                sample.map(taken -> between(taken.made().nanos(), now.nanos())).orElse(Duration.ZERO),
                sample.map(Sample::took).orElse(Duration.ZERO),
                since.wall(),
                between(since.nanos(), now.nanos()),
                Optional.ofNullable(run).filter(Run::isGoing).map(going -> between(going.startedNanos(), now.nanos())));
    }

    /** A state may be a moment younger than the report's time. */
    private static Duration between(long from, long to) {
        return Duration.ofNanos(Math.max(0, to - from));
    }

    /** Only a critical check takes the service down; any other failing check degrades it. */
    static Status overall(List<CheckReport> checks) {
        return checks.stream().map(ReportAssembler::weight).reduce(Status.UP, Status::worst);
    }

    static Status weight(CheckReport check) {
        boolean softened = check.status() == Status.DOWN && check.policy().impact() != Impact.CRITICAL;
        return softened ? Status.DEGRADED : check.status();
    }

    static boolean ready(Status overall, List<CheckReport> checks) {
        return overall != Status.DOWN && checks.stream().noneMatch(ReportAssembler::notYetKnown);
    }

    private static boolean notYetKnown(CheckReport check) {
        return switch (check.freshness()) {
            case PENDING -> true;
            case STALE -> check.policy().impact() == Impact.CRITICAL;
            case FRESH -> false;
        };
    }
}
