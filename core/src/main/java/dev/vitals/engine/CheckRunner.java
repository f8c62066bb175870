package dev.vitals.engine;

import dev.vitals.engine.CheckState.Kind;
import dev.vitals.engine.CheckState.Moment;
import dev.vitals.engine.Run.Phase;
import dev.vitals.probe.Check;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Result;
import dev.vitals.report.StatusChange;
import dev.vitals.spi.Redactor;
import dev.vitals.spi.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Runs one check: never twice at once, never longer than its timeout as far as its callers are concerned.
 *
 * <p>Reading the state takes no lock. Writers (the worker that ran the probe, the watchdog, a caller that finds a run stuck)
 * take a run's next step and publish what it brought under this object's monitor, as one: a writer that had decided to publish
 * and was then held up could otherwise hide the result of the next run.
 */
final class CheckRunner {
    private final Check check;
    private final BackstopProbe probe;
    private final Redactor redactor;
    private final TimeSource time;
    private final Workers workers;
    private final TimeSource.Scheduler scheduler;
    private final Publisher publisher;
    private final Counters counters = new Counters();
    private final AtomicReference<@Nullable Run> inFlight = new AtomicReference<>();
    private volatile CheckState state;
    private boolean closed;

    /** Receives everything that becomes visible; never blocks, never throws. */
    interface Publisher {
        /**
         * A state was replaced. Called under a monitor, in the order in which states follow each other.
         *
         * @param mayMatter whether more than the numbers of a result may have changed
         */
        void published(boolean mayMatter);

        /** The status of a check changed. Called likewise, after {@link #published}. */
        void changed(StatusChange change);
    }

    /** What all runners of an engine share. */
    record Surroundings(
            TimeSource time, Workers workers, TimeSource.Scheduler scheduler, Redactor redactor, Publisher publisher) {}

    CheckRunner(Check check, Surroundings shared) {
        this.check = check;
        this.probe = ProbeStack.assemble(check.probe(), shared.redactor());
        this.redactor = shared.redactor();
        this.time = shared.time();
        this.workers = shared.workers();
        this.scheduler = shared.scheduler();
        this.publisher = shared.publisher();
        this.state = CheckState.initial(check, Moment.now(time));
    }

    Check check() {
        return check;
    }

    CheckState state() {
        return state;
    }

    /** Whether the check is one at all; an error of the probe's must not hide it. */
    boolean applies() {
        try {
            return check.probe().applies();
        } catch (Throwable e) {
            return true;
        }
    }

    /** Publishes nothing from now on: what a probe finds while its application goes down is no illness. */
    synchronized void close() {
        closed = true;
    }

    /** The run under way, if any. */
    @Nullable
    Run running() {
        return inFlight.get();
    }

    /** Whether the latest result may be served without a new run. */
    boolean fresh(long nowNanos) {
        return state.sample()
                .filter(sample -> nowNanos - sample.made().nanos()
                        < check.policy().trustedFor().toNanos())
                .isPresent();
    }

    /** When the latest result gets too old, by monotonic time; empty before the first. */
    OptionalLong trustedUntil() {
        return state.sample()
                .map(sample -> OptionalLong.of(
                        sample.made().nanos() + check.policy().trustedFor().toNanos()))
                .orElseGet(OptionalLong::empty);
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

    private void start(Run run) {
        try {
            run.watchedBy(scheduler.schedule(check.policy().timeout(), () -> expire(run)));
            workers.execute(() -> execute(run));
        } catch (Throwable noMemory) {
            // Given up, or this check would wait for it for ever. The next caller tries again.
            run.advance(Phase.QUEUED, Phase.STARVED);
            leave(run);
        }
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
        } catch (Throwable noMemory) {
            // A probe's own errors are results by now. The result stays as old as it is, and the thread lives.
        } finally {
            run.leaveThread();
            leave(run);
        }
    }

    private void leave(Run run) {
        run.unwatch();
        synchronized (this) {
            inFlight.compareAndSet(run, null); // before the end: a released caller may want a new run
        }
        run.end();
    }

    private void decided(Run run) {
        run.unwatch();
        if (!state.needsDiagnosis()) {
            return;
        }
        run.advance(Phase.DECIDED, Phase.DIAGNOSING);
        run.release();
        run.watchedBy(scheduler.schedule(check.policy().timeout(), () -> expireDiagnosis(run)));
        List<Evidence> evidence = probe.diagnose(context(run, time.nanoTime()));
        boolean inTime = step(run, Phase.DIAGNOSING, Phase.DECIDED, state -> state.diagnosed(evidence));
        if (!inTime) {
            step(run, Phase.DIAGNOSIS_EXPIRED, Phase.DECIDED, state -> state.diagnosed(evidence));
        }
    }

    private void expire(Run run) {
        if (step(run, Phase.QUEUED, Phase.STARVED, state -> next(state, run, starved(run), Kind.TIMEOUT))) {
            run.release();
        } else if (step(run, Phase.CHECKING, Phase.EXPIRED, state -> next(state, run, timedOut(run), Kind.TIMEOUT))) {
            interrupt(run);
            run.release();
        }
    }

    private void expireDiagnosis(Run run) {
        if (step(run, Phase.DIAGNOSING, Phase.DIAGNOSIS_EXPIRED, state -> state.diagnosed(stuckIn(run)))) {
            interrupt(run);
        }
    }

    /** A run that is overdue and still not back has failed once more: for how long now, and where it is. */
    private void stillStuck(Run run) {
        // A tick may come early by its jitter.
        long apart = check.policy().interval().toNanos() * 8 / 10;
        Phase phase = run.phase();
        boolean overdue = switch (phase) {
            case EXPIRED, STARVED -> true;
            case DIAGNOSIS_EXPIRED -> !fresh(time.nanoTime()); // its result counts for as long as it is trusted
            case QUEUED, CHECKING, DECIDED, DIAGNOSING -> false;
        };
        if (overdue && run.lookAgain(time.nanoTime(), apart)) {
            step(
                    run,
                    phase,
                    phase,
                    state -> next(state, run, phase == Phase.STARVED ? starved(run) : timedOut(run), Kind.STILL));
        }
        if (phase == Phase.STARVED) {
            workers.nudge();
        }
    }

    /** What the probe left word of when it entered what it is stuck in, else that it is late; with its stack. */
    private Result timedOut(Run run) {
        String late = "running for " + Quantities.duration(elapsed(run)) + " (limit "
                + Quantities.duration(check.policy().timeout()) + "), not entered again until it returns";
        Result result = run.stays()
                .ifStuck()
                .filter(word -> !word.equals(BackstopProbe.FALLBACK))
                .map(word -> word.withSummary(word.summary() + "; " + late))
                .orElseGet(() -> Result.down(EngineCauses.TIMEOUT, late));
        return Stacks.of("where the probe is stuck", run).map(result::evidence).orElse(result);
    }

    private Result starved(Run run) {
        return Result.unknown(
                EngineCauses.STARVED,
                "no thread was free or could be started within " + Quantities.duration(elapsed(run))
                        + "; the probe was not run");
    }

    private static List<Evidence> stuckIn(Run run) {
        return Stacks.of("the diagnosis is stuck; the check waits for it", run).stream()
                .toList();
    }

    private CheckState late(CheckState before, Run run, Result result) {
        String text = "a run that had timed out returned after " + Quantities.duration(elapsed(run)) + " with "
                + result.status() + " " + result.cause();
        return before.noted(text, time.nanoTime());
    }

    private CheckState next(CheckState before, Run run, Result result, Kind kind) {
        return before.next(result, Moment.now(time), elapsed(run), kind);
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
            publish(brought.apply(state));
            return true;
        }
    }

    private void publish(CheckState after) {
        CheckState before = state;
        state = after;
        publisher.published(mayMatter(before, after));
        if (before.status() != after.status()) {
            Instant at = after.since().wall();
            publisher.changed(StatusChange.of(check.name(), before.status(), after.status(), after.result(), at));
        }
    }

    /** Whether a verdict may be another one now: by the numbers of a result alone it is not. */
    private static boolean mayMatter(CheckState before, CheckState after) {
        return before.status() != after.status()
                || before.sample().isEmpty()
                || !before.result().cause().equals(after.result().cause())
                || !before.result().subjects().equals(after.result().subjects());
    }

    /** The time a run spent waiting for a thread is part of its timeout. */
    private RunContext context(Run run, long startedNanos) {
        long deadline = startedNanos + check.policy().timeout().toNanos();
        return new RunContext(check.name(), time, counters, run.stays(), redactor, deadline);
    }

    private Duration elapsed(Run run) {
        return Duration.ofNanos(time.nanoTime() - run.startedNanos());
    }
}
