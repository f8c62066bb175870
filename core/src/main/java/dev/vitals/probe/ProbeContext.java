package dev.vitals.probe;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a probe knows of the run it is in, and what the engine keeps for it between runs.
 *
 * <p>Valid only on the thread and for the duration of one {@link Probe#check} or {@link Probe#diagnose} call.
 *
 * @since 0.1.0
 */
public interface ProbeContext {
    /**
     * Returns the name of the check this run belongs to.
     *
     * @return the name, as registered
     */
    String name();

    /**
     * Returns the wall-clock time at the start of this run, for display and for comparing with timestamps from
     * outside. Durations are better measured by the probe with {@link System#nanoTime}, since a wall clock may jump.
     *
     * @return the time this run started
     */
    Instant now();

    /**
     * Returns the time left until this run counts as timed out.
     *
     * @return the time left; never zero or negative, so it can be handed to an API that takes zero for "for ever"
     * @throws ProbeTimeoutException if no time is left
     */
    Duration remaining();

    /**
     * Returns {@link #remaining} in whole milliseconds, rounded up.
     *
     * @return the milliseconds left; at least 1
     * @throws ProbeTimeoutException if no time is left
     */
    int remainingMillis();

    /**
     * Returns by how much a counter grew since this check's previous run, and keeps the new value for the next.
     *
     * <p>A counter that went back was reset, most likely by a restart: the growth is then unknown, not negative. The
     * engine keeps at most 256 counters a check; the growth of a further one is never known.
     *
     * @param counter a name of the probe's choice, unique within the probe
     * @param value the counter's value now
     * @return the growth; empty at the first sample, after a reset, and when {@code value} is negative
     */
    OptionalLong increase(String counter, long value);

    /**
     * Returns how fast a counter grew since this check's previous run, and keeps the new value for the next.
     *
     * @param counter a name of the probe's choice, unique within the probe and not also used with {@link #increase}
     * @param value the counter's value now
     * @return the growth per second of monotonic time; empty in the cases of {@link #increase} and when no time has
     *     passed
     */
    OptionalDouble ratePerSecond(String counter, long value);

    /**
     * Leaves word of something that may not return, such as a call into a network file system. If the run times out
     * before the stay is closed, the check's result is the one given here, with the stack of the stuck thread and for
     * how long it has been so, instead of a bare {@code probe.timeout}.
     *
     * <pre>{@code
     * try (var stay = context.entering(Result.down(HUNG, "in the nfs file system on /data").about(mount))) {
     *     return store.getUsableSpace();
     * }
     * }</pre>
     *
     * <p>Stays may be nested; the innermost that is open counts.
     *
     * @param ifStuck the result for that case; not {@link Status#UP}
     * @return to be closed, by the same thread, when the call has returned
     * @throws IllegalArgumentException if {@code ifStuck} is {@link Status#UP}
     */
    Stay entering(Result ifStuck);

    /**
     * A call that may not return.
     *
     * @since 0.1.0
     */
    interface Stay extends AutoCloseable {
        /** Says that the call has returned. */
        @Override
        void close();
    }
}
