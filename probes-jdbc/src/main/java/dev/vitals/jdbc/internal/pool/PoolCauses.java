package dev.vitals.jdbc.internal.pool;

import dev.vitals.probe.Cause;
import dev.vitals.probe.Cause.Kind;
import dev.vitals.spi.CauseLink;
import java.util.List;

/** What can be wrong with a connection pool, and what follows from it. */
public final class PoolCauses {
    static final Cause EXHAUSTED = Cause.of(
            "pool.exhausted",
            Kind.EXHAUSTED,
            "every connection of the pool is in use and threads wait for one",
            "The application holds every connection that the pool may open, so its threads queue and, after the"
                    + " pool's time limit, fail. Most often the database is slow or blocked, or code holds"
                    + " connections for too long.",
            "check the database first, unless the finding says that it is idle: a blocking session or a slow statement"
                    + " fills the pool",
            "find code that holds a connection during remote calls, or never closes it",
            "enlarge the pool only if all its connections do useful work");
    static final Cause LEAK_SUSPECTED = Cause.of(
            "pool.leak-suspected",
            Kind.EXHAUSTED,
            "connections of the pool are in use but do nothing",
            "Nearly every connection is borrowed, yet most of them have been idle on the server for long: code"
                    + " borrows connections and does not return them.",
            "restart this instance: until then its connections are lost to the pool",
            "find the code that keeps them, with the pool's leak detection");
    static final Cause CANNOT_GROW = Cause.of(
            "pool.cannot-grow",
            Kind.FAILING,
            "pool cannot open more connections",
            "Threads wait although the pool is below its maximum: the database refuses new connections, or opens"
                    + " them slowly.",
            "read the connect check of the same database",
            "check how many connections the server has left");
    static final Cause SATURATED = Cause.of(
            "pool.saturated",
            Kind.EXHAUSTED,
            "nearly every connection of the pool is in use",
            "The pool has been nearly full for a while. With slightly more load, or one slow statement, threads will"
                    + " have to wait.",
            "check the database first: a blocking session or a slow statement fills the pool",
            "find code that holds connections for long, before the pool runs out");
    static final Cause SUSPENDED = Cause.of(
            "pool.suspended",
            Kind.BLOCKED,
            "pool is suspended",
            "The pool was suspended on purpose, and callers wait without a time limit until it is resumed.",
            "resume the pool");
    static final Cause CLOSED = Cause.of(
            "pool.closed",
            Kind.UNAVAILABLE,
            "pool is closed",
            "The pool gives out no more connections, and a closed pool cannot be opened again.",
            "restart the application");
    static final Cause NOT_COUNTING = Cause.of(
            "pool.not-counting",
            Kind.MISCONFIGURED,
            "pool does not count its connections",
            "The pool's metrics are switched off, so the check cannot read anything from it.",
            "switch the pool's metrics on");
    static final Cause HUNG = Cause.of(
            "pool.hung",
            Kind.BLOCKED,
            "pool does not answer",
            "Reading the pool's counters has not returned because a thread holds one of its locks, most often while"
                    + " it opens a connection to a database that does not answer. Threads that need a connection"
                    + " wait for the same lock.",
            "find the thread that holds the lock, in a thread dump",
            "read the connect check of the same database");

    /** Every cause of this class. */
    public static final List<Cause> ALL =
            List.of(EXHAUSTED, LEAK_SUSPECTED, CANNOT_GROW, SATURATED, SUSPENDED, CLOSED, NOT_COUNTING, HUNG);

    /** What a pool explains, strongest first. */
    public static final List<CauseLink> LINKS = List.of(
            CauseLink.sameResource(
                    LEAK_SUSPECTED.code(),
                    "transactions.idle",
                    "connections never given back explain sessions idle in transaction"),
            CauseLink.anywhere(EXHAUSTED.code(), "http.slow", "an exhausted pool explains slow HTTP"),
            CauseLink.anywhere(LEAK_SUSPECTED.code(), "http.slow", "connections never given back explain slow HTTP"),
            CauseLink.anywhere(SUSPENDED.code(), "http.slow", "a suspended pool explains slow HTTP"),
            CauseLink.anywhere(HUNG.code(), "http.slow", "a pool that does not answer explains slow HTTP"),
            CauseLink.anywhere(CANNOT_GROW.code(), "http.slow", "a pool that cannot grow explains slow HTTP"),
            // Who waits is seen only at the moment the check looks.
            CauseLink.anywhere(
                    SATURATED.code(), "http.slow", "a pool with hardly a connection left explains slow HTTP"));

    private PoolCauses() {}
}
