package dev.vitals.engine;

import dev.vitals.engine.CheckState.Kind;
import dev.vitals.engine.CheckState.Moment;
import dev.vitals.engine.Run.Phase;
import dev.vitals.probe.Check;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.spi.Redactor;
import dev.vitals.spi.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Runs one check: never twice at once, never longer than its timeout as far as its callers are concerned.
 *
 * <p>Reading the state takes no lock. Writers (the worker that ran the probe, the watchdog, a caller that finds a run stuck)
 * take a run's next step and publish what it brought under this object's monitor, as one: a writer that had decided to publish
 * and was then held up could otherwise hide the result of the next run.
 */
final class CheckRunner implements Clockwork.Ticking {
    private static final long NEVER_NANOS = Long.MAX_VALUE / 2;

    private final Check check;
    private final BackstopProbe probe;
    private final Surroundings shared;
    private final TimeSource time;
    private final Timetable timetable;
    private final Overdue overdue;
    private final long trustedNanos;
    private final Counters counters = new Counters();
    private final AtomicReference<@Nullable Run> inFlight = new AtomicReference<>();
    private volatile CheckState state;
    private volatile List<CheckRunner> dependencies = List.of();
    private volatile boolean closed;
    private volatile ReportAssembler.@Nullable Reported reported;

    /** Receives everything that becomes visible; never blocks, never throws. */
    @FunctionalInterface
    interface Publisher {
        /** A state was replaced. Called under a monitor, in the order in which states follow each other. */
        void published(CheckRunner runner, CheckState before, CheckState after);
    }

    /** What all runners of an engine share. The alarm has the runners ticked at a time. */
    record Surroundings(
            TimeSource time,
            Workers workers,
            LongConsumer alarm,
            Redactor redactor,
            Publisher publisher,
            Timetable.Pacing pacing) {}

    CheckRunner(Check check, Surroundings shared) {
        this.check = check;
        this.probe = ProbeStack.assemble(check.probe(), shared.redactor());
        this.shared = shared;
        this.time = shared.time();
        this.overdue = new Overdue(check);
        this.trustedNanos = check.policy().trustedFor().toNanos();
        Moment built = Moment.now(time);
        this.timetable = new Timetable(check.policy(), shared.pacing(), built.nanos());
        this.state = CheckState.initial(check, built, shared.pacing().scheduled());
    }

    Check check() {
        return check;
    }

    CheckState state() {
        return state;
    }

    /** Says which checks this one depends on, also through others. Called once, before the first run. */
    void dependOn(List<CheckRunner> others) {
        dependencies = List.copyOf(others);
    }

    /** The check whose outage began after our latest result was made, which so is no longer known to be true. */
    Optional<CheckRunner> overtakenBy() {
        CheckState mine = state;
        for (CheckRunner other : dependencies) {
            if (mine.isOvertakenBy(other.state)) {
                return Optional.of(other);
            }
        }
        return Optional.empty();
    }

    /** Whether the check is one at all; an error of the probe's must not hide it. */
    boolean applies() {
        try {
            return check.probe().applies();
        } catch (Throwable e) {
            return true;
        }
    }

    boolean isClosed() {
        return closed;
    }

    /** Publishes nothing from now on: what a probe finds while its application goes down is no illness. */
    synchronized void close() {
        closed = true;
    }

    /** What was last said of this check, if anything was. */
    ReportAssembler.@Nullable Reported reported() {
        return reported;
    }

    void reported(ReportAssembler.Reported latest) {
        reported = latest;
    }

    /** The run under way, if any. */
    @Nullable
    Run running() {
        return inFlight.get();
    }

    /** Whether the latest result is young enough to be trusted. */
    boolean fresh(long nowNanos) {
        CheckState mine = state;
        return mine.sample().isPresent()
                && nowNanos - mine.sample().get().made().nanos() < trustedNanos;
    }

    /**
     * Whether the latest result may be served without a new run. One that an outage has overtaken may not, but where
     * checks run by themselves the run that clears that up is on its way.
     */
    boolean servable(long nowNanos) {
        return fresh(nowNanos) && (shared.pacing().scheduled() || overtakenBy().isEmpty());
    }

    /** When the latest result gets too old, by monotonic time; empty before the first. */
    OptionalLong trustedUntil() {
        CheckState mine = state;
        return mine.sample().isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(mine.sample().get().made().nanos() + trustedNanos);
    }

    /** Has the check run at a time by itself, unless it runs earlier anyway. */
    void runBy(long nanos) {
        if (timetable.bringForward(nanos)) {
            shared.alarm().accept(nanos);
        }
    }

    @Override
    public long tick(long now) {
        Run run = inFlight.get();
        if (run != null && now - run.limitNanos() >= 0) {
            expire(run, now);
        }
        if (timetable.take(now) && applies()) {
            refresh();
        }
        Run then = inFlight.get();
        long due = timetable.due();
        return then != null && then.limitNanos() - due < 0 ? then.limitNanos() : due;
    }

    /** Joins the run under way, or starts one. A run that has expired is checked again instead. */
    Run refresh() {
        Run mine = new Run(time.nanoTime());
        Run current = inFlight.compareAndExchange(null, mine);
        if (current == null) {
            start(mine);
            return mine;
        }
        stillStuck(current);
        return current;
    }

    /** Runs the check with its diagnosis. Joins a run under way, which does it too unless it is too late for that. */
    Run lookClosely() {
        Run mine = new Run(time.nanoTime());
        mine.lookClosely();
        Run current = inFlight.compareAndExchange(null, mine);
        if (current == null) {
            start(mine);
            return mine;
        }
        current.lookClosely();
        return current;
    }

    private void start(Run run) {
        try {
            watch(run);
            shared.workers().execute(() -> execute(run));
        } catch (Throwable noMemory) {
            // Given up, or this check would wait for it for ever. The next caller tries again.
            run.advance(Phase.QUEUED, Phase.STARVED);
            leave(run);
        }
    }

    /** Has a run looked after when its time is up. */
    private void watch(Run run) {
        long limit = time.nanoTime() + check.policy().timeout().toNanos();
        run.limit(limit);
        shared.alarm().accept(limit);
    }

    private void execute(Run run) {
        try {
            if (run.begin()) {
                Result result = probe.check(context(run, run.startedNanos()));
                if (step(run, Phase.CHECKING, Phase.DECIDED, state -> next(state, run, result, Kind.RUN))) {
                    decided(run);
                } else {
                    step(run, Phase.EXPIRED, Phase.EXPIRED, state -> late(state, run, result));
                }
            }
        } catch (Throwable foreign) {
            // A probe's own errors are results by now. The result stays as old as it is, and the thread lives. Counted
            // before anyone who waits for this run is released to read a report.
            shared.workers().met(foreign);
        } finally {
            run.leaveThread();
            leave(run);
        }
    }

    private void leave(Run run) {
        synchronized (this) {
            inFlight.compareAndSet(run, null); // before the end: a released caller may want a new run
        }
        run.end();
    }

    private void decided(Run run) {
        run.limit(time.nanoTime() + NEVER_NANOS);
        if (!state.needsDiagnosis() && !run.isCloseLook()) {
            return;
        }
        run.advance(Phase.DECIDED, Phase.DIAGNOSING);
        run.release();
        watch(run);
        List<Evidence> evidence = probe.diagnose(context(run, time.nanoTime()));
        run.saw(evidence);
        boolean inTime = step(run, Phase.DIAGNOSING, Phase.DECIDED, state -> diagnosed(state, evidence));
        if (!inTime) {
            step(run, Phase.DIAGNOSIS_EXPIRED, Phase.DECIDED, state -> diagnosed(state, evidence));
        }
    }

    /** What a closer look at a check that is up finds is for the one who asked. */
    private static CheckState diagnosed(CheckState state, List<Evidence> evidence) {
        return state.status() == Status.UP ? state : state.diagnosed(evidence);
    }

    private void expire(Run run, long now) {
        run.limit(now + NEVER_NANOS);
        if (step(run, Phase.QUEUED, Phase.STARVED, state -> next(state, run, starved(run), Kind.TIMEOUT))) {
            run.release();
        } else if (step(run, Phase.CHECKING, Phase.EXPIRED, state -> next(state, run, timedOut(run), Kind.TIMEOUT))) {
            interrupt(run);
            run.release();
        } else if (step(
                run,
                Phase.DIAGNOSING,
                Phase.DIAGNOSIS_EXPIRED,
                state -> state.diagnosed(overdue.stuckDiagnosis(run)))) {
            interrupt(run);
        }
    }

    /** A run that is overdue and still not back has failed once more: for how long now, and where it is. */
    private void stillStuck(Run run) {
        Phase phase = run.phase();
        boolean isOverdue = switch (phase) {
            case EXPIRED, STARVED -> true;
            case DIAGNOSIS_EXPIRED -> !fresh(time.nanoTime()); // its result counts for as long as it is trusted
            case QUEUED, CHECKING, DECIDED, DIAGNOSING -> false;
        };
        if (isOverdue && run.lookAgain(time.nanoTime(), looksApart())) {
            step(
                    run,
                    phase,
                    phase,
                    state -> next(state, run, phase == Phase.STARVED ? starved(run) : timedOut(run), Kind.STILL));
        }
        if (phase == Phase.STARVED) {
            shared.workers().nudge();
        }
    }

    /** A tick may come early by its jitter. */
    private long looksApart() {
        Duration apart = state.isUnconfirmed()
                ? check.policy().confirmAfter().orElse(check.policy().interval())
                : check.policy().interval();
        return apart.toNanos() * 8 / 10;
    }

    private Result timedOut(Run run) {
        return overdue.timedOut(run, elapsed(run));
    }

    private Result starved(Run run) {
        return overdue.starved(elapsed(run));
    }

    private CheckState late(CheckState before, Run run, Result result) {
        return before.noted(overdue.late(result, elapsed(run)), time.nanoTime());
    }

    private CheckState next(CheckState before, Run run, Result result, Kind kind) {
        Moment made = Moment.now(time);
        Timetable.Pacing pacing = shared.pacing();
        boolean grace = pacing.scheduled() && made.nanos() - pacing.graceUntil() < 0;
        CheckState after = before.next(result, made, elapsed(run), kind, grace);
        if (after.isUnconfirmed()) {
            check.policy().confirmAfter().ifPresent(pause -> runBy(made.nanos() + pause.toNanos()));
        } else if (after.isSpared()) {
            runBy(pacing.graceUntil());
        }
        return after;
    }

    /** A check that the grace of start-up spares is to run again when it is over, also one whose result is being taken. */
    synchronized void graceMoved() {
        if (state.isSpared()) {
            runBy(shared.pacing().graceUntil());
        }
    }

    private void interrupt(Run run) {
        if (check.policy().interruptOnTimeout()) {
            run.interrupt();
        }
    }

    /** Takes a run's step, if it is still its turn, and makes visible what that brought. Returns whether it was. */
    private boolean step(Run run, Phase from, Phase to, UnaryOperator<CheckState> brought) {
        synchronized (this) {
            if (closed || inFlight.get() != run || !run.advance(from, to)) {
                return false;
            }
            CheckState before = state;
            CheckState after = brought.apply(before);
            state = after;
            shared.publisher().published(this, before, after);
            return true;
        }
    }

    /** The time a run spent waiting for a thread is part of its timeout. */
    private RunContext context(Run run, long startedNanos) {
        long deadline = startedNanos + check.policy().timeout().toNanos();
        return new RunContext(check.name(), time, counters, run.stays(), shared.redactor(), deadline);
    }

    private Duration elapsed(Run run) {
        return Duration.ofNanos(time.nanoTime() - run.startedNanos());
    }
}
