package dev.vitals.remote;

import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Quantities;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets one check at a time use a connection, in order of arrival, and knows which one it is.
 *
 * <p>This class is thread-safe.
 *
 * @since 0.1.0
 */
public final class Turn {
    private record Holder(String check, long since) {}

    /** What must be left after waiting: less than this would make a healthy server look slow. */
    private static final Duration RESERVE = Duration.ofSeconds(1);

    private final ReentrantLock lock = new ReentrantLock(true);
    private final LongSupplier nanoTime;
    private volatile @Nullable Holder holder;

    /** Makes one that no check has. */
    public Turn() {
        this(System::nanoTime);
    }

    /**
     * Makes one that no check has.
     *
     * @param nanoTime monotonic time
     */
    public Turn(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * Takes the turn, to be released on the same thread. Blocks at most until the check has a second, or half of its
     * time, left.
     *
     * @param context the check's run
     * @throws BusyException if another check has it for longer, named in the message, or on interruption, which stays
     *     noted on the thread
     */
    public void take(ProbeContext context) throws BusyException {
        Duration left = context.remaining();
        Duration wait = left.compareTo(RESERVE.multipliedBy(2)) > 0 ? left.minus(RESERVE) : left.dividedBy(2);
        try {
            if (!lock.tryLock(wait.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new BusyException(held());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BusyException("interrupted while waiting: " + held());
        }
        holder = new Holder(context.name(), nanoTime.getAsLong());
    }

    /**
     * Takes the turn if it is free, without waiting and for no check.
     *
     * @return true if it is taken, and has to be released
     */
    public boolean takeNow() {
        return lock.tryLock();
    }

    /** Gives the turn to the check that has waited longest. */
    public void release() {
        holder = null;
        lock.unlock();
    }

    private String held() {
        Holder current = holder;
        if (current == null) {
            return NetworkFault.BUSY.words();
        }
        Duration since = Duration.ofNanos(nanoTime.getAsLong() - current.since());
        return "another check, '" + current.check() + "', has had the connection for " + Quantities.duration(since);
    }
}
