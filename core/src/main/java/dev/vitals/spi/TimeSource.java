package dev.vitals.spi;

import java.time.Instant;
import java.util.Optional;

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
     * Opens a loop by this time. It rests until it is first asked to {@link Loop#callBy call}.
     *
     * @param threadName the name of its one thread, if it has a thread of its own
     * @param step what to call, by one thread at a time
     * @return the loop, to be closed by the caller
     */
    Loop openLoop(String threadName, Step step);

    /**
     * What a loop calls: does what is due by now.
     *
     * @since 0.1.0
     */
    @FunctionalInterface
    interface Step {
        /**
         * Does what is due. Must be short. One that throws, also an error, is called again soon.
         *
         * @return the monotonic time by which to be called again
         */
        long run();
    }

    /**
     * Calls a step again and again, each time when the step itself has asked to be called, or earlier on request.
     *
     * @since 0.1.0
     */
    interface Loop extends AutoCloseable {
        /**
         * Sees to it that the step is called at a time, or earlier. Does nothing when this loop is closed. Never blocks
         * and never throws.
         *
         * @param nanoTime a monotonic time; one that has passed means as soon as possible
         */
        void callBy(long nanoTime);

        /**
         * Returns what went wrong with the loop itself and was overcome.
         *
         * @return such as that its thread had to be revived; empty most of the time
         */
        default Optional<String> trouble() {
            return Optional.empty();
        }

        /** Calls nothing any more. Does not wait for a step under way. */
        @Override
        void close();
    }
}
