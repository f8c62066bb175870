package dev.vitals.engine;

import dev.vitals.engine.CheckState.Moment;
import dev.vitals.engine.CheckState.Sample;
import dev.vitals.probe.Status;
import dev.vitals.report.Freshness;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What decides what is said of a check, apart from times that go on. Immutable. */
record Basis(
        CheckState state,
        Status status,
        Moment since,
        Freshness freshness,
        Optional<CheckRunner> outage,
        boolean flapping,
        boolean late,
        boolean closed) {

    static Basis of(CheckRunner runner, @Nullable Run run, Moment now) {
        CheckState state = runner.state();
        Optional<CheckRunner> outage = runner.overtakenBy();
        Freshness freshness = freshness(runner, state, outage.isPresent(), now);
        boolean incredible = freshness.compareTo(Freshness.FRESH) > 0 && state.status() == Status.UP;
        return new Basis(
                state,
                incredible ? Status.UNKNOWN : state.status(),
                incredible ? incredibleSince(runner, state, outage) : state.since(),
                freshness,
                outage,
                state.flaps().flapping(now.nanos()),
                run != null && !run.isReleased() && freshness != Freshness.FRESH,
                runner.isClosed());
    }

    // Identity is the point: a state is replaced by each change.
    @SuppressWarnings("ReferenceEquality")
    boolean isThatOf(Basis other) {
        return state == other.state
                && status == other.status
                && freshness == other.freshness
                && flapping == other.flapping
                && late == other.late
                && closed == other.closed
                && outage.equals(other.outage)
                && since.equals(other.since);
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
}
