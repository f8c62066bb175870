package dev.vitals.redis.internal.resp;

import java.net.SocketTimeoutException;

/** Until when a reply, or the agreement on TLS before the first one, may take. A connection has one, set for each call. */
public final class Deadline {
    private volatile long at = System.nanoTime();

    /** Starts again. */
    public void in(int millis) {
        at = System.nanoTime() + millis * 1_000_000L;
    }

    /** Returns the whole milliseconds left, at least 1; throws when there are none. */
    public int left() throws SocketTimeoutException {
        long millis = (at - System.nanoTime()) / 1_000_000L;
        if (millis <= 0) {
            throw new SocketTimeoutException();
        }
        return (int) millis;
    }
}
