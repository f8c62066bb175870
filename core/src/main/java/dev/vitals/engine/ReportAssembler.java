package dev.vitals.engine;

import dev.vitals.engine.CheckState.Moment;
import dev.vitals.engine.CheckState.Sample;
import dev.vitals.probe.Status;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Freshness;
import dev.vitals.report.Selection;
import dev.vitals.report.Timing;
import dev.vitals.report.Trend;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
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

    /** Those of checks that a selection shows. */
    static List<CheckReport> only(Selection selection, List<CheckReport> checks) {
        return checks.stream()
                .filter(check -> Members.includes(selection, check.name(), check.policy()))
                .toList();
    }

    private static CheckReport check(CheckRunner runner, Moment now) {
        Run run = runner.running();
        CheckState state = runner.state();
        Freshness freshness = freshness(runner, state, now);
        boolean incredible = freshness == Freshness.STALE && state.status() == Status.UP;
        CheckReport.Builder report = CheckReport.builder(
                        runner.check().name(), runner.check().policy())
                .result(state.result())
                .status(incredible ? Status.UNKNOWN : state.status())
                .freshness(freshness)
                .timing(timing(state, run, incredible ? tooOldSince(runner, state) : state.since(), now))
                .trend(trend(state, now))
                .counts(state.counts())
                .history(state.history().entries())
                .late(run != null && !run.isReleased() && freshness != Freshness.FRESH)
                .diagnosis(state.diagnosis().evidence());
        state.note().map(CheckState.Note::text).ifPresent(report::note);
        return report.build();
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

    private static Timing timing(CheckState state, @Nullable Run run, Moment since, Moment now) {
        Timing.Builder timing = Timing.builder(since.wall()).lasting(between(since.nanos(), now.nanos()));
        state.sample()
                .ifPresent(taken -> timing.checkedAt(
                                taken.made().wall(), between(taken.made().nanos(), now.nanos()))
                        .took(taken.took()));
        if (run != null && run.isGoing()) {
            timing.running(between(run.startedNanos(), now.nanos()));
        }
        return timing.build();
    }

    private static Trend trend(CheckState state, Moment now) {
        Hysteresis hysteresis = state.hysteresis();
        Trend steady = Trend.STEADY.flapping(state.flaps().flapping(now.nanos()));
        return hysteresis
                .pending()
                .map(status -> steady.turning(status, hysteresis.streak()))
                .orElse(steady);
    }

    /** A state may be a moment younger than the report's time. */
    private static Duration between(long from, long to) {
        return Duration.ofNanos(Math.max(0, to - from));
    }
}
