package dev.vitals.endpoint;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The few threads that answer. A task they have no room for runs on the thread that brought it, and must be brief. */
final class HttpWorkers implements Executor {
    private static final int THREADS = 4;
    private static final int WAITING = 256;

    private final AtomicInteger number = new AtomicInteger();
    private final ThreadPoolExecutor pool = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            task -> new Worker(task, "vitals-http-" + number.incrementAndGet()),
            (task, full) -> task.run());

    HttpWorkers() {
        // A process that has run out of threads must still answer.
        pool.prestartAllCoreThreads();
    }

    @Override
    public void execute(Runnable task) {
        pool.execute(task);
    }

    /** Whether the calling thread is one that may take its time. */
    static boolean onWorker() {
        return Thread.currentThread() instanceof Worker;
    }

    /** Takes no further task, and waits up to a second for those it has. */
    void finish() {
        pool.shutdown();
        awaitEnd();
    }

    /** Interrupts what still runs, and waits up to a second for it to end. */
    void stop() {
        pool.shutdownNow();
        awaitEnd();
    }

    private void awaitEnd() {
        try {
            pool.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Worker extends Thread {
        private Worker(Runnable task, String name) {
            super(null, task, name, 0, false);
            setDaemon(true);
        }
    }
}
