package dev.vitals.engine;

import dev.vitals.engine.CheckState.Moment;
import dev.vitals.engine.CheckState.Sample;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Selection;
import dev.vitals.report.Timing;
import dev.vitals.report.Trend;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

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

    /** What is said of a check: what was said last, only later, while nothing else has changed. */
    static CheckReport check(CheckRunner runner, Moment now) {
        Run run = runner.running();
        Basis basis = Basis.of(runner, run, now);
        Reported last = runner.reported();
        if (last == null || !last.basis().isThatOf(basis)) {
            last = new Reported(basis, said(runner, basis));
            runner.reported(last);
        }
        Optional<Sample> sample = basis.state().sample();
        return last.report()
                .later(
                        sample.isPresent() ? between(sample.get().made().nanos(), now.nanos()) : Duration.ZERO,
                        between(basis.since().nanos(), now.nanos()),
                        run != null && run.isGoing()
                                ? Optional.of(between(run.startedNanos(), now.nanos()))
                                : Optional.empty());
    }

    /** Without the times that go on. */
    private static CheckReport said(CheckRunner runner, Basis basis) {
        CheckState state = basis.state();
        CheckReport.Builder report = CheckReport.builder(
                        runner.check().name(), runner.check().policy())
                .result(state.result())
                .status(basis.status())
                .freshness(basis.freshness())
                .timing(timing(basis))
                .trend(trend(basis))
                .counts(state.counts())
                .history(state.history().entries())
                .late(basis.late())
                .closed(basis.closed())
                .diagnosis(state.evidence());
        if (basis.outage().isPresent()) {
            report.note(
                    "from before the outage of " + basis.outage().get().check().name());
        } else if (state.note().isPresent()) {
            report.note(state.note().get().text());
        }
        return report.build();
    }

    private static Timing timing(Basis basis) {
        Timing.Builder timing = Timing.builder(basis.since().wall());
        if (basis.state().sample().isPresent()) {
            Sample taken = basis.state().sample().get();
            timing.checkedAt(taken.made().wall(), Duration.ZERO)
                    .causeSince(taken.causeSince().wall())
                    .took(taken.took());
        }
        return timing.build();
    }

    private static Trend trend(Basis basis) {
        CheckState state = basis.state();
        Hysteresis hysteresis = state.hysteresis();
        Trend steady = Trend.STEADY.flapping(basis.flapping());
        boolean turning = state.sample().isPresent() && hysteresis.latest() != state.status();
        return turning ? steady.turning(hysteresis.latest(), hysteresis.streakAgainst(state.status())) : steady;
    }

    /** A state may be a moment younger than the report's time. */
    private static Duration between(long from, long to) {
        return Duration.ofNanos(Math.max(0, to - from));
    }

    /** What was last said of a check, and on what basis. */
    record Reported(Basis basis, CheckReport report) {}
}
