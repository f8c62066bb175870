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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns the states of checks into what a report says of them. */
final class ReportAssembler {
    private ReportAssembler() {}

    static List<CheckReport> checks(List<CheckRunner> runners, Moment now) {
        List<CheckReport> checks = new ArrayList<>(runners.size());
        for (CheckRunner runner : runners) {
            checks.add(check(runner, now));
        }
        checks.sort(ReportAssembler::worstFirst);
        return Collections.unmodifiableList(checks);
    }

    /** Without comparators in a chain: a thousand checks are compared ten thousand times. */
    private static int worstFirst(CheckReport one, CheckReport other) {
        int order = other.status().compareTo(one.status());
        if (order == 0) {
            order = one.policy().impact().compareTo(other.policy().impact());
        }
        return order == 0 ? one.name().compareTo(other.name()) : order;
    }

    /** Those of checks that a selection shows. */
    static List<CheckReport> only(Selection selection, List<CheckReport> checks) {
        List<CheckReport> shown = new ArrayList<>();
        for (CheckReport check : checks) {
            if (Members.includes(selection, check.name(), check.policy())) {
                shown.add(check);
            }
        }
        return shown;
    }

    static CheckReport check(CheckRunner runner, Moment now) {
        Run run = runner.running();
        CheckState state = runner.state();
        Optional<CheckRunner> outage = runner.overtakenBy();
        Freshness freshness = freshness(runner, state, outage.isPresent(), now);
        boolean incredible = freshness.compareTo(Freshness.FRESH) > 0 && state.status() == Status.UP;
        CheckReport.Builder report = CheckReport.builder(
                        runner.check().name(), runner.check().policy())
                .result(state.result())
                .status(incredible ? Status.UNKNOWN : state.status())
                .freshness(freshness)
                .timing(timing(state, run, incredible ? incredibleSince(runner, state, outage) : state.since(), now))
                .trend(trend(state, now))
                .counts(state.counts())
                .history(state.history().entries())
                .late(run != null && !run.isReleased() && freshness != Freshness.FRESH)
                .closed(runner.isClosed())
                .diagnosis(state.evidence());
        if (outage.isPresent()) {
            report.note("from before the outage of " + outage.get().check().name());
        } else if (state.note().isPresent()) {
            report.note(state.note().get().text());
        }
        return report.build();
    }

    private static Freshness freshness(CheckRunner runner, CheckState state, boolean overtaken, Moment now) {
        if (state.sample().isEmpty()) {
            return Freshness.PENDING;
        } else if (!runner.fresh(now.nanos())) {
            return Freshness.STALE;
        }
        return overtaken ? Freshness.OVERTAKEN : Freshness.FRESH;
    }

    private static Moment incredibleSince(CheckRunner runner, CheckState state, Optional<CheckRunner> outage) {
        return outage.isPresent() ? outage.get().state().since() : tooOldSince(runner, state);
    }

    /** The moment at which the result became too old to be believed. */
    private static Moment tooOldSince(CheckRunner runner, CheckState state) {
        Duration trusted = runner.check().policy().trustedFor();
        Moment made = state.sample().map(Sample::made).orElse(state.since());
        return new Moment(made.wall().plus(trusted), made.nanos() + trusted.toNanos());
    }

    private static Timing timing(CheckState state, @Nullable Run run, Moment since, Moment now) {
        Timing.Builder timing = Timing.builder(since.wall()).lasting(between(since.nanos(), now.nanos()));
        if (state.sample().isPresent()) {
            Sample taken = state.sample().get();
            timing.checkedAt(taken.made().wall(), between(taken.made().nanos(), now.nanos()))
                    .causeSince(taken.causeSince().wall())
                    .took(taken.took());
        }
        if (run != null && run.isGoing()) {
            timing.running(between(run.startedNanos(), now.nanos()));
        }
        return timing.build();
    }

    private static Trend trend(CheckState state, Moment now) {
        Hysteresis hysteresis = state.hysteresis();
        Trend steady = Trend.STEADY.flapping(state.flaps().flapping(now.nanos()));
        boolean turning = state.sample().isPresent() && hysteresis.latest() != state.status();
        return turning ? steady.turning(hysteresis.latest(), hysteresis.streakAgainst(state.status())) : steady;
    }

    /** A state may be a moment younger than the report's time. */
    private static Duration between(long from, long to) {
        return Duration.ofNanos(Math.max(0, to - from));
    }
}
