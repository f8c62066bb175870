package dev.vitals.jdbc.internal.session;

import java.sql.Statement;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection under a call that outlives its socket timeout, because some drivers ignore theirs. One daemon
 * thread, started at the first call and gone after half a minute without one.
 */
final class Watchdog implements AutoCloseable {
    private static final long GRACE_MILLIS = 500;

    private final ScheduledThreadPoolExecutor timer;

    Watchdog() {
        timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "vitals-jdbc-watchdog");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        timer.setKeepAliveTime(30, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
    }

    Guard watch(Held held, int socketMillis) {
        Guard guard = new Guard(held);
        guard.extend(socketMillis);
        guard.sleep();
        return guard;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    /** Watches one connection until it is closed. */
    final class Guard implements AutoCloseable {
        private final Held held;
        private volatile long abortAt;
        private volatile boolean over;
        private volatile @Nullable Future<?> next;

        private Guard(Held held) {
            this.held = held;
        }

        /** Which statement to cancel where a connection cannot be aborted; null between two. */
        void running(@Nullable Statement statement) {
            held.running(statement);
        }

        boolean leadsTo(Object where) {
            return held.leadsTo(where);
        }

        /** A new call has begun, or is about to. */
        void extend(int socketMillis) {
            abortAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(socketMillis + GRACE_MILLIS);
        }

        @Override
        public void close() {
            over = true;
            Future<?> waiting = next;
            if (waiting != null) {
                waiting.cancel(false);
            }
        }

        private void wake() {
            if (over) {
                return;
            }
            if (abortAt - System.nanoTime() <= 0) {
                held.kill();
                extend(0);
            }
            sleep();
        }

        private void sleep() {
            try {
                next = timer.schedule(this::wake, Math.max(1, abortAt - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (RuntimeException | OutOfMemoryError e) {
                // Closed, or no thread to be had: the socket timeout has to do, and looking matters more.
                over = true;
            }
        }
    }
}
