package dev.vitals.engine;

import dev.vitals.spi.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The machine's time. */
public final class SystemTime implements TimeSource {
    /** The one instance. */
    public static final SystemTime INSTANCE = new SystemTime();

    private SystemTime() {}

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Scheduler openScheduler(String threadName) {
        return new ThreadScheduler(threadName);
    }

    private static final class ThreadScheduler implements Scheduler {
        private final ScheduledThreadPoolExecutor executor;

        ThreadScheduler(String threadName) {
            executor = new ScheduledThreadPoolExecutor(
                    1, task -> Workers.daemon(threadName, task), new ThreadPoolExecutor.DiscardPolicy());
            executor.setRemoveOnCancelPolicy(true);
            executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
            executor.prestartAllCoreThreads();
        }

        @Override
        public Runnable schedule(Duration delay, Runnable task) {
            Future<?> future = executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> future.cancel(false);
        }

        @Override
        public void close() {
            executor.shutdownNow();
        }
    }
}
