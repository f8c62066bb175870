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
    /** What a statement may take unless a check needs longer. */
    public static final Duration STATEMENT = Duration.ofSeconds(1);

    private static final int LOCK_MILLIS = 50;
    private static final int ANSWER_MILLIS = 100;

    /**
     * Returns the limits for a call that must be over in time to report on it.
     *
     * @param remaining the time left to the check; positive
     * @param longest what a statement may take at most; positive
     * @return the full limits, or smaller ones in the same order
     */
    static Timeouts within(Duration remaining, Duration longest) {
        long socket = Math.max(ANSWER_MILLIS, remaining.toMillis() - ANSWER_MILLIS);
        int fullStatement = (int) longest.toMillis();
        int fullQuery = (fullStatement + 999) / 1_000 + 1;
        int fullSocket = (fullQuery + 1) * 1_000;
        if (socket >= fullSocket) {
            return new Timeouts(Math.min(LOCK_MILLIS, fullStatement), fullStatement, fullQuery, fullSocket);
        }
        int statement = (int) Math.min(fullStatement, Math.max(2, socket / 2));
        int query = socket > fullQuery * 1_000L ? fullQuery : 0;
        return new Timeouts(Math.min(LOCK_MILLIS, statement / 2), statement, query, (int) socket);
    }

    static Timeouts within(Duration remaining) {
        return within(remaining, STATEMENT);
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
