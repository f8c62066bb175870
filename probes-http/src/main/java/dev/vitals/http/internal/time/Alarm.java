package dev.vitals.http.internal.time;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Does something when time is up, unless it is closed before: after {@link #close} it does nothing. All alarms share one
 * thread, which ends when there is none; nothing that it runs may block. Thread-safe.
 */
public final class Alarm implements AutoCloseable {
    private static final ScheduledThreadPoolExecutor CLOCK = clock();

    private final Runnable bell;
    private final Runnable hush;
    private final Future<?> timer;
    private boolean rang;
    private boolean closed;

    private Alarm(Duration time, Runnable bell, Runnable hush) {
        this.bell = bell;
        this.hush = hush;
        timer = CLOCK.schedule(this::ring, time.toNanos(), TimeUnit.NANOSECONDS);
    }

    public static Alarm in(Duration time, Runnable bell) {
        return new Alarm(time, bell, () -> {});
    }

    /** Returns one that interrupts this thread, which closes it and is no longer interrupted by it then. */
    public static Alarm interrupting(Duration time) {
        return new Alarm(time, Thread.currentThread()::interrupt, Thread::interrupted);
    }

    private synchronized void ring() {
        if (!closed) {
            rang = true;
            bell.run();
        }
    }

    public synchronized boolean rang() {
        return rang;
    }

    @Override
    public synchronized void close() {
        closed = true;
        timer.cancel(false);
        if (rang) {
            hush.run();
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
