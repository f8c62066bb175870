package dev.vitals.internal;

import dev.vitals.internal.CheckState.Moment;
import dev.vitals.internal.Run.Phase;
import dev.vitals.probe.Check;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.report.StatusChange;
import dev.vitals.spi.Redactor;
import dev.vitals.spi.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Runs one check: never twice at once, never longer than its timeout as far as anybody waiting is concerned.
 *
 * <p>Reading the state takes no lock. Writers (the worker that ran the probe, the watchdog) publish under this object's
 * monitor.
 */
final class CheckRunner {
    private final Check check;
    private final BackstopProbe probe;
    private final TimeSource time;
    private final Workers workers;
    private final TimeSource.Scheduler scheduler;
    private final Publisher publisher;
    private final Counters counters = new Counters();
    private final AtomicReference<@Nullable Run> inFlight = new AtomicReference<>();
    private volatile CheckState state;

    /** Told of everything that becomes visible; never blocks, never throws. */
    interface Publisher {
        void published();

        void changed(StatusChange change);
    }

    /** What all runners of an engine share. */
    record Surroundings(
            TimeSource time, Workers workers, TimeSource.Scheduler scheduler, Redactor redactor, Publisher publisher) {}

    CheckRunner(Check check, Surroundings shared) {
        this.check = check;
        this.probe = ProbeStack.assemble(check.probe(), shared.redactor());
        this.time = shared.time();
        this.workers = shared.workers();
        this.scheduler = shared.scheduler();
        this.publisher = shared.publisher();
        this.state = CheckState.initial(check, moment());
    }

    Check check() {
        return check;
    }

    CheckState state() {
        return state;
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

    /** Joins the run under way, or starts one. A run that has expired is looked at again instead. */
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
        run.watchedBy(scheduler.schedule(check.policy().timeout(), () -> expire(run)));
        workers.execute(() -> execute(run));
    }

    private void execute(Run run) {
        try {
            if (run.begin()) {
                Result result = probe.check(context());
                if (run.advance(Phase.CHECKING, Phase.DECIDED)) {
                    decide(run, result);
                } else {
                    noteLateReturn(run, result);
                }
            }
        } finally {
            run.leaveThread();
            run.unwatch();
            inFlight.set(null); // before the release: who is let go may want a new run
            run.end();
        }
    }

    private void decide(Run run, Result result) {
        run.unwatch();
        if (!publish(result, elapsed(run))) {
            return;
        }
        run.advance(Phase.DECIDED, Phase.DIAGNOSING);
        run.release();
        run.watchedBy(scheduler.schedule(check.policy().timeout(), () -> expireDiagnosis(run)));
        List<Evidence> evidence = probe.diagnose(context());
        run.advance(Phase.DIAGNOSING, Phase.DECIDED);
        update(current -> current.status() == Status.UP ? current : current.diagnosed(evidence));
    }

    private void expire(Run run) {
        if (run.advance(Phase.QUEUED, Phase.STARVED)) {
            publish(starved(run), elapsed(run));
        } else if (run.advance(Phase.CHECKING, Phase.EXPIRED)) {
            publish(timedOut(run), elapsed(run));
            interrupt(run);
        }
        run.release();
    }

    private void expireDiagnosis(Run run) {
        Thread stuck = run.thread();
        if (stuck != null && run.advance(Phase.DIAGNOSING, Phase.DIAGNOSIS_EXPIRED)) {
            Evidence stack = Stacks.of("the diagnosis is stuck; the check waits for it", stuck);
            update(current -> current.diagnosed(List.of(stack)));
            interrupt(run);
        }
    }

    /** A run that is overdue and still not back has failed once more: for how long now, and where it is. */
    private void stillStuck(Run run) {
        Phase phase = run.phase();
        boolean overdue = phase == Phase.EXPIRED || phase == Phase.STARVED;
        // A tick may come early by its jitter.
        long apart = check.policy().interval().toNanos() * 8 / 10;
        if (overdue && run.lookAgain(time.nanoTime(), apart)) {
            publish(phase == Phase.EXPIRED ? timedOut(run) : starved(run), elapsed(run));
        }
    }

    private Result timedOut(Run run) {
        Thread stuck = run.thread();
        Result result = Result.down(
                "probe.timeout",
                "running for " + Durations.human(elapsed(run)) + " (limit "
                        + Durations.human(check.policy().timeout()) + "), not entered again until it returns");
        return stuck == null ? result : result.evidence(Stacks.of("where the probe is stuck", stuck));
    }

    private Result starved(Run run) {
        return Result.unknown(
                "probe.starved",
                "no thread was free or could be started within " + Durations.human(elapsed(run))
                        + "; the probe was not run");
    }

    private void noteLateReturn(Run run, Result result) {
        String text = "a run that had timed out returned after " + Durations.human(elapsed(run)) + " with "
                + result.status() + " " + result.cause();
        update(current -> current.noted(text, time.nanoTime()));
    }

    private void interrupt(Run run) {
        if (check.policy().interruptOnTimeout()) {
            run.interrupt();
        }
    }

    /** Makes a result visible. Returns whether the check left UP, or started out worse, so that it needs diagnosing. */
    private boolean publish(Result result, Duration took) {
        StatusChange change;
        synchronized (this) {
            CheckState before = state;
            CheckState after = before.next(result, moment(), took);
            state = after;
            change = new StatusChange(
                    check.name(),
                    before.status(),
                    after.status(),
                    result,
                    after.since().wall());
        }
        publisher.published();
        if (change.from() == change.to()) {
            return false;
        }
        publisher.changed(change);
        return change.from() == Status.UP || change.from() == Status.UNKNOWN && change.to() != Status.UP;
    }

    private void update(UnaryOperator<CheckState> change) {
        synchronized (this) {
            state = change.apply(state);
        }
        publisher.published();
    }

    private RunContext context() {
        return new RunContext(check.name(), time, counters, check.policy().timeout());
    }

    private Duration elapsed(Run run) {
        return Duration.ofNanos(time.nanoTime() - run.startedNanos());
    }

    private Moment moment() {
        return new Moment(time.now(), time.nanoTime());
    }
}
