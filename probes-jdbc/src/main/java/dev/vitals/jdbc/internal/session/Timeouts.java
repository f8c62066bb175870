package dev.vitals.jdbc.internal.session;

import java.time.Duration;

/**
 * The four limits of one call, each below the next, so that the gentlest one fires first: the server gives up waiting
 * for a lock, the server ends the statement, the driver asks the server to cancel, the socket is closed.
 *
 * <p>The numbers: 50 ms for a lock and 1 s for a statement are what the widely used lock-tree and snapshot tools for
 * PostgreSQL allow themselves (50 ms; 100 ms to 5 s). The others follow from the order.
 *
 * @param lockMillis how long the server may wait for a lock
 * @param statementMillis how long the server may work on a statement
 * @param querySeconds when the driver asks the server to cancel; 0 for never, since drivers count whole seconds
 * @param socketMillis how long a read from the socket may take
 */
public record Timeouts(int lockMillis, int statementMillis, int querySeconds, int socketMillis) {
    private static final Timeouts FULL = new Timeouts(50, 1_000, 2, 3_000);
    private static final int ANSWER_MILLIS = 100;

    /**
     * Returns the limits for a call that must be over in time to report on it.
     *
     * @param remaining the time left to the check; positive
     * @return the full limits, or smaller ones in the same order
     */
    static Timeouts within(Duration remaining) {
        long socket = Math.max(ANSWER_MILLIS, remaining.toMillis() - ANSWER_MILLIS);
        if (socket >= FULL.socketMillis) {
            return FULL;
        }
        int statement = (int) Math.min(FULL.statementMillis, Math.max(2, socket / 2));
        int query = socket > FULL.querySeconds * 1_000L ? FULL.querySeconds : 0;
        return new Timeouts(Math.min(FULL.lockMillis, statement / 2), statement, query, (int) socket);
    }

    /**
     * Returns the socket limit in whole seconds, for drivers that count so.
     *
     * @return the seconds, rounded down, at least 1
     */
    public int socketSeconds() {
        return Math.max(1, socketMillis / 1_000);
    }
}
