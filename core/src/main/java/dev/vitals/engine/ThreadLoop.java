package dev.vitals.engine;

import dev.vitals.spi.TimeSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A loop on a thread of its own. Nothing that is still to be done lives in this thread or in a queue: the step finds it
 * again whenever it is called. So an {@link Error} of the step's ends neither, and a thread that has ended all the same
 * is replaced by the next caller that asks for something.
 */
final class ThreadLoop implements TimeSource.Loop {
    /** Rests at least so long, so that what falls due together is done together. */
    private static final long PAUSE_NANOS = 5_000_000;

    private static final long AFTER_ERROR_NANOS = 100_000_000;
    private static final long NEVER_NANOS = Long.MAX_VALUE / 2;

    private final String name;
    private final TimeSource.Step step;
    private final TimeSource clock;
    private final AtomicLong wanted;
    private final Mishaps mishaps;
    private volatile boolean closed;
    private volatile Thread thread;

    ThreadLoop(String name, TimeSource.Step step, TimeSource clock) {
        this.name = name;
        this.step = step;
        this.clock = clock;
        this.mishaps = new Mishaps("thread " + name);
        this.wanted = new AtomicLong(clock.nanoTime() + NEVER_NANOS);
        this.thread = Workers.daemon(name, this::loop);
        thread.start();
    }

    @Override
    public void callBy(long nanoTime) {
        boolean earlier = false;
        long before = wanted.get();
        while (!earlier && nanoTime - before < 0) {
            earlier = wanted.compareAndSet(before, nanoTime);
            before = wanted.get();
        }
        if (!thread.isAlive()) {
            revive();
        } else if (earlier && !thread.equals(Thread.currentThread())) {
            LockSupport.unpark(thread);
        }
    }

    private synchronized void revive() {
        if (closed || thread.isAlive()) {
            return;
        }
        try {
            Thread another = Workers.daemon(name, this::loop);
            another.start();
            thread = another;
            mishaps.replaced();
        } catch (Throwable noThread) {
            // The next caller tries again.
        }
    }

    private void loop() {
        while (!closed) {
            try {
                turn();
            } catch (Throwable error) {
                mishaps.error(error);
                LockSupport.parkNanos(this, AFTER_ERROR_NANOS);
                wanted.set(clock.nanoTime());
            }
        }
    }

    private void turn() {
        long left = wanted.get() - clock.nanoTime();
        if (left > 0) {
            LockSupport.parkNanos(this, Math.max(left, PAUSE_NANOS));
            return;
        }
        // Before the step: what is wanted while it runs is not lost.
        wanted.set(clock.nanoTime() + NEVER_NANOS);
        callBy(step.run());
    }

    @Override
    public Optional<String> trouble() {
        return mishaps.reported();
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
