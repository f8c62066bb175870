package dev.vitals.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Our own threads: few, named, daemon, some started beforehand. Grows only when every thread is busy, up to its limit;
 * when the process cannot start another thread, work waits for those that are there.
 */
final class Workers {
    private static final Duration IDLE = Duration.ofSeconds(30);

    private final ThreadPoolExecutor pool;
    private final Mishaps mishaps;

    Workers(String name, int prestarted, int limit) {
        this(name, prestarted, limit, numbered(name));
    }

    Workers(String name, int prestarted, int limit, ThreadFactory threads) {
        this.mishaps = new Mishaps("a thread " + name);
        this.pool = new ThreadPoolExecutor(
                Math.min(prestarted, limit),
                limit,
                IDLE.toMillis(),
                TimeUnit.MILLISECONDS,
                new HandOffQueue(),
                work -> threads.newThread(() -> live(work)),
                Workers::queueUnlessClosed);
        try {
            pool.prestartAllCoreThreads();
        } catch (Throwable noMoreThreads) {
            pool.shutdownNow();
            throw noMoreThreads;
        }
    }

    /** The pool replaces a thread that an error has ended, with the next task at the latest. */
    private void live(Runnable work) {
        try {
            work.run();
        } catch (Throwable noMemory) {
            mishaps.error();
            mishaps.replaced();
        }
    }

    Optional<String> trouble() {
        return mishaps.reported();
    }

    /**
     * Runs a task as soon as a thread is free. Never blocks. Dropped after {@link #close}.
     *
     * @throws OutOfMemoryError if not even a place in the queue can be had
     */
    void execute(Runnable task) {
        try {
            pool.execute(task);
        } catch (OutOfMemoryError noMoreThreads) {
            queueUnlessClosed(task, pool);
        }
    }

    /** Waits for running tasks, then interrupts the rest and leaves them behind: they are daemons. */
    void close(Duration patience) {
        pool.shutdown();
        try {
            pool.awaitTermination(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        pool.shutdownNow();
    }

    private static ThreadFactory numbered(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> daemon(name + "-" + number.incrementAndGet(), task);
    }

    static Thread daemon(String name, Runnable task) {
        Thread thread = new Thread(null, task, name, 0, false);
        thread.setDaemon(true);
        // Otherwise the thread would keep alive the class loader of the application that happened to start it.
        thread.setContextClassLoader(Workers.class.getClassLoader());
        return thread;
    }

    /**
     * Has a thread look for queued work, starting one if the limit allows. Work is only ever queued when no thread was
     * free and none could be started, and the one that then falls free may be ending: so the request is repeated.
     */
    void nudge() {
        if (!pool.getQueue().isEmpty()) {
            execute(new Nudge());
        }
    }

    private static void queueUnlessClosed(Runnable task, ThreadPoolExecutor pool) {
        if (!pool.isShutdown() && !(task instanceof Nudge)) {
            pool.getQueue().add(task);
        }
    }

    /** Work for a new thread, which then finds what is queued. */
    private static final class Nudge implements Runnable {
        @Override
        public void run() {}
    }

    /** Accepts an offer only if a thread is waiting for it, so that the pool starts a new one otherwise. */
    private static final class HandOffQueue extends LinkedTransferQueue<Runnable> {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean offer(Runnable task) {
            return tryTransfer(task);
        }

        @Override
        public boolean add(Runnable task) {
            return super.offer(task);
        }
    }
}
