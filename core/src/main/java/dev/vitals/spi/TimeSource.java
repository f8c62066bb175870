package dev.vitals.spi;

import java.time.Duration;
import java.time.Instant;

/**
 * The engine's source of time. Applications leave the default; tests pass a clock that is moved by hand.
 *
 * <p>Implementations are thread-safe.
 *
 * @since 0.1.0
 */
public interface TimeSource {
    /**
     * Returns the wall-clock time, used for display only. It may jump.
     *
     * @return the time
     */
    Instant now();

    /**
     * Returns a monotonic reading, used for every duration.
     *
     * @return nanoseconds from an arbitrary origin; compare by subtraction
     */
    long nanoTime();

    /**
     * Opens a scheduler that runs tasks by this time.
     *
     * @param threadName the name of its one thread, if it has a thread of its own
     * @return the scheduler, to be closed by the caller
     */
    Scheduler openScheduler(String threadName);

    /**
     * Runs tasks later, one at a time.
     *
     * @since 0.1.0
     */
    interface Scheduler extends AutoCloseable {
        /**
         * Runs a task once, later. Does nothing when this scheduler is closed.
         *
         * @param delay from now; zero or negative for as soon as possible
         * @param task what to run; must be short and must not throw
         * @return takes the task off the schedule when run, if it has not started; may be run more than once
         */
        Runnable schedule(Duration delay, Runnable task);

        /**
         * Drops every task that has not started. Does not wait.
         */
        @Override
        void close();
    }
}
