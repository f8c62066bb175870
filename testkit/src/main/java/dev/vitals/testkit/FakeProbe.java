package dev.vitals.testkit;

import dev.vitals.probe.Evidence;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Result;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A probe that does what a test asks of it: answer, throw or hang. Counts how often it ran and how many runs were inside
 * it at once.
 *
 * <p>This class is thread-safe.
 *
 * @since 0.1.0
 */
public final class FakeProbe implements Probe {
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private final AtomicInteger runs = new AtomicInteger();
    private final AtomicInteger diagnoses = new AtomicInteger();
    private volatile Probe behaviour;
    private volatile List<Evidence> diagnosis = List.of();
    private volatile boolean applies = true;

    private FakeProbe(Probe behaviour) {
        this.behaviour = behaviour;
    }

    /**
     * Returns a probe that answers with a result.
     *
     * @param result the answer, until it is changed
     * @return the probe
     */
    public static FakeProbe answering(Result result) {
        return new FakeProbe(context -> result);
    }

    /**
     * Returns a probe that behaves like another.
     *
     * @param behaviour what to do, until it is changed
     * @return the probe
     */
    public static FakeProbe doing(Probe behaviour) {
        return new FakeProbe(behaviour);
    }

    /**
     * Changes the answer of later runs.
     *
     * @param result the answer
     */
    public void answer(Result result) {
        behaviour = context -> result;
    }

    /**
     * Changes what later runs do.
     *
     * @param next what to do
     */
    public void behave(Probe next) {
        behaviour = next;
    }

    /**
     * Changes what a diagnosis gathers.
     *
     * @param evidence the evidence
     */
    public void diagnosis(List<Evidence> evidence) {
        diagnosis = List.copyOf(evidence);
    }

    /**
     * Says whether there is anything to look at.
     *
     * @param yes true at first
     */
    public void applies(boolean yes) {
        applies = yes;
    }

    /**
     * Lets later runs hang, deaf to interruption, until they are let go. They then answer as before.
     *
     * @return lets them go when run
     */
    public Runnable hang() {
        CountDownLatch gate = new CountDownLatch(1);
        Probe before = behaviour;
        behaviour = context -> {
            awaitDeaf(gate);
            return before.check(context);
        };
        return () -> {
            behaviour = before;
            gate.countDown();
        };
    }

    @Override
    public Result check(ProbeContext context) throws Exception {
        runs.incrementAndGet();
        mostAtOnce.accumulateAndGet(inside.incrementAndGet(), Math::max);
        try {
            return behaviour.check(context);
        } finally {
            inside.decrementAndGet();
        }
    }

    @Override
    public boolean applies() {
        return applies;
    }

    @Override
    public List<Evidence> diagnose(ProbeContext context) {
        diagnoses.incrementAndGet();
        return diagnosis;
    }

    /**
     * Returns how often the probe was entered.
     *
     * @return the number of runs begun
     */
    public int runs() {
        return runs.get();
    }

    /**
     * Returns how many runs were inside at the same time, at most.
     *
     * @return 1 for a probe that was run and never entered twice at once
     */
    public int mostAtOnce() {
        return mostAtOnce.get();
    }

    /**
     * Returns how many runs are inside now.
     *
     * @return 0 or 1, if the engine keeps its word
     */
    public int inside() {
        return inside.get();
    }

    /**
     * Returns how often a diagnosis was asked for.
     *
     * @return the number of diagnoses begun
     */
    public int diagnoses() {
        return diagnoses.get();
    }

    private static void awaitDeaf(CountDownLatch gate) {
        boolean interrupted = false;
        while (gate.getCount() > 0) {
            try {
                gate.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
