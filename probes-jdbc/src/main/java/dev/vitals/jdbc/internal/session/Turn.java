package dev.vitals.jdbc.internal.session;

import dev.vitals.jdbc.internal.failure.DatabaseException;
import dev.vitals.jdbc.internal.failure.Failure;
import dev.vitals.jdbc.internal.failure.FailureKind;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Quantities;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** Lets one check at a time use the connection, in order of arrival, and knows which one it is. */
final class Turn {
    /** What must be left after waiting: less than this would make a healthy server look slow. */
    private static final Duration RESERVE = Duration.ofSeconds(1);

    private final ReentrantLock lock = new ReentrantLock(true);
    private volatile String holder = "";
    private volatile long heldSince;

    /** Waits at most until a second, or half of the time left, remains to the check. */
    void take(ProbeContext context) throws DatabaseException {
        Duration left = context.remaining();
        Duration wait = left.compareTo(RESERVE.multipliedBy(2)) > 0 ? left.minus(RESERVE) : left.dividedBy(2);
        try {
            if (!lock.tryLock(wait.toNanos(), TimeUnit.NANOSECONDS)) {
                throw busy("waited " + Quantities.duration(wait) + " for the connection, which " + held());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy("interrupted while waiting for the connection, which " + held());
        }
        holder = context.name();
        heldSince = System.nanoTime();
    }

    boolean takeNow() {
        return lock.tryLock();
    }

    void release() {
        lock.unlock();
    }

    private String held() {
        return holder + " has had for " + Quantities.duration(Duration.ofNanos(System.nanoTime() - heldSince));
    }

    private static DatabaseException busy(String message) {
        return new DatabaseException(Failure.ours(FailureKind.BUSY, message));
    }
}
