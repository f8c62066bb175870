package dev.vitals.http.internal.exchange;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Interrupts the thread that has set it when time is up, or later as soon as it may, unless it is closed before. Closed by
 * that thread, which is then no longer interrupted by it. All alarms share one thread, which ends when there is none;
 * nothing that it runs blocks.
 */
final class Alarm implements AutoCloseable {
    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final ScheduledThreadPoolExecutor CLOCK = clock();

    private final Thread sleeper = Thread.currentThread();
    private final BooleanSupplier allowed;
    private final Future<?> timer;
    private boolean rang;
    private boolean closed;

    private Alarm(Duration time, BooleanSupplier allowed) {
        this.allowed = allowed;
        timer = CLOCK.scheduleWithFixedDelay(this::ring, time.toNanos(), AGAIN.toNanos(), TimeUnit.NANOSECONDS);
    }

    static Alarm in(Duration time, BooleanSupplier allowed) {
        return new Alarm(time, allowed);
    }

    private synchronized void ring() {
        if (!closed && !rang && allowed.getAsBoolean()) {
            rang = true;
            sleeper.interrupt();
        }
    }

    synchronized boolean rang() {
        return rang;
    }

    @Override
    public synchronized void close() {
        closed = true;
        timer.cancel(false);
        if (rang) {
            Thread.interrupted();
        }
    }

    private static ScheduledThreadPoolExecutor clock() {
        ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, Alarm::thread);
        clock.setKeepAliveTime(5, TimeUnit.SECONDS);
        clock.allowCoreThreadTimeOut(true);
        clock.setRemoveOnCancelPolicy(true);
        return clock;
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(null, task, "vitals-http-timer", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        return thread;
    }
}
