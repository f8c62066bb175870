package dev.vitals.jdbc.internal.session;

import java.sql.Connection;
import java.sql.SQLException;
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

    Guard watch(Connection connection, int socketMillis) {
        Guard guard = new Guard(connection);
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
        private final Connection connection;
        private volatile long abortAt;
        private volatile boolean over;
        private volatile @Nullable Future<?> next;

        private Guard(Connection connection) {
            this.connection = connection;
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
            if (abortAt - System.nanoTime() > 0) {
                sleep();
            } else {
                abort();
            }
        }

        private void sleep() {
            try {
                next = timer.schedule(this::wake, Math.max(1, abortAt - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (RuntimeException | OutOfMemoryError e) {
                // Closed, or no thread to be had: the socket timeout has to do, and looking matters more.
                over = true;
            }
        }

        private void abort() {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException | RuntimeException e) {
                // The driver cannot; the engine will report the stuck call.
            }
        }
    }
}
