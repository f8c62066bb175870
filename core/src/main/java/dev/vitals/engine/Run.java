package dev.vitals.engine;

import dev.vitals.probe.Evidence;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a check, shared by all that wait for it. The worker and the watchdog race for each step of
 * its {@link Phase}; the one that wins the compare-and-set publishes, the other does nothing.
 */
final class Run {
    enum Phase {
        /** Handed to the workers, not begun. */
        QUEUED,
        /** The probe is running. */
        CHECKING,
        /** The watchdog was first, before a worker took it: this run will not enter the probe. */
        STARVED,
        /** The watchdog was first: any answer is late. */
        EXPIRED,
        /** The result is out. */
        DECIDED,
        /** The result is out, and the probe gathers more evidence. */
        DIAGNOSING,
        /** The diagnosis took too long as well. */
        DIAGNOSIS_EXPIRED
    }

    private final long startedNanos;
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.QUEUED);
    private final CountDownLatch released = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Stays stays = new Stays();
    private final AtomicLong lookedNanos;
    private volatile @Nullable Thread thread;
    private volatile String threadName = "";
    private volatile long limitNanos;
    private volatile boolean closeLook;
    private volatile Optional<List<Evidence>> seen = Optional.empty();

    Run(long startedNanos) {
        this.startedNanos = startedNanos;
        this.limitNanos = startedNanos + Long.MAX_VALUE / 2;
        this.lookedNanos = new AtomicLong(startedNanos);
    }

    /** Has the probe diagnose in this run, whatever the result, if it is not too late for that. */
    void lookClosely() {
        closeLook = true;
    }

    boolean isCloseLook() {
        return closeLook;
    }

    void saw(List<Evidence> evidence) {
        seen = Optional.of(evidence);
    }

    /** What the diagnosis found; empty as long as there was none. */
    Optional<List<Evidence>> seen() {
        return seen;
    }

    long startedNanos() {
        return startedNanos;
    }

    /** What the probe has entered and not yet left. */
    Stays stays() {
        return stays;
    }

    Phase phase() {
        return phase.get();
    }

    boolean advance(Phase from, Phase to) {
        return phase.compareAndSet(from, to);
    }

    /** Binds the run to the calling thread, unless it has starved in the queue. */
    boolean begin() {
        Thread current = Thread.currentThread();
        threadName = current.getName();
        thread = current;
        return advance(Phase.QUEUED, Phase.CHECKING);
    }

    /** The thread the probe is on; null before it has begun and after it has ended. */
    @Nullable
    Thread thread() {
        return thread;
    }

    /** The thread's name as we gave it; a probe may put anything into it while it runs. */
    String threadName() {
        return threadName;
    }

    /** Claims the next check of a run that does not return: one claim per interval, whatever the number of callers. */
    boolean lookAgain(long nowNanos, long intervalNanos) {
        long last = lookedNanos.get();
        return nowNanos - last >= intervalNanos && lookedNanos.compareAndSet(last, nowNanos);
    }

    /** Sets the monotonic time at which this run must be looked at. */
    void limit(long nanos) {
        limitNanos = nanos;
    }

    long limitNanos() {
        return limitNanos;
    }

    /** Whether the probe is still at it, or is about to be. */
    boolean isGoing() {
        return phase() != Phase.DECIDED;
    }

    /** Releases all that wait for the result. */
    void release() {
        released.countDown();
    }

    /** Releases all that wait until the next run is possible. */
    void end() {
        released.countDown();
        ended.countDown();
    }

    boolean isReleased() {
        return released.getCount() == 0;
    }

    /** Interrupts the probe, and never what its thread does next. */
    synchronized void interrupt() {
        Thread current = thread;
        if (current != null) {
            current.interrupt();
        }
    }

    /** Unbinds the calling thread, and wipes an interruption meant for the probe and a name given by it. */
    synchronized void leaveThread() {
        Thread left = thread;
        thread = null;
        Thread.interrupted();
        if (left != null && !left.getName().equals(threadName)) {
            left.setName(threadName);
        }
    }

    /** Waits for the result in real time, whatever the engine's clock is. */
    void await(long realNanos) {
        await(released, realNanos);
    }

    /** Waits, likewise, until the probe has been left. */
    void awaitEnd(long realNanos) {
        await(ended, realNanos);
    }

    /** Returns at once, with the flag kept, if interrupted. */
    private static void await(CountDownLatch latch, long nanos) {
        try {
            boolean ignored = latch.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
