package dev.vitals.redis.internal.pool;

import dev.vitals.probe.Cause;
import dev.vitals.probe.Cause.Kind;
import dev.vitals.redis.internal.failure.RedisCauses;
import dev.vitals.spi.CauseLink;
import java.util.List;

/** What can be wrong with a pool of Jedis connections, and what follows from it. */
public final class PoolCauses {
    /** Threads wait. */
    public static final Cause EXHAUSTED = Cause.of(
            "redis.pool.exhausted",
            Kind.EXHAUSTED,
            "every connection of the pool is in use and threads wait for one",
            "The application holds every connection that the pool may open, so its threads queue and, after the pool's time"
                    + " limit, fail; by default there is none and they wait for ever. Redis is slow, a blocking command"
                    + " such as BLPOP holds connections, or code does not give them back.",
            "check the server first: slow commands keep connections in use",
            "find code that does not close what it borrows; try-with-resources does",
            "enlarge the pool only if all its connections do useful work");

    static final Cause SATURATED = Cause.of(
            "redis.pool.saturated",
            Kind.EXHAUSTED,
            "nearly every connection of the pool is in use",
            "The pool has been nearly full for a while. With slightly more load, or one slow command, threads will have to"
                    + " wait.",
            "check the server first: slow commands keep connections in use",
            "find code that keeps connections for long, before the pool runs out");

    static final Cause CLOSED = Cause.of(
            "redis.pool.closed",
            Kind.UNAVAILABLE,
            "pool is closed",
            "The pool gives out no more connections, and a closed pool cannot be opened again.",
            "restart the application");

    /** Every cause of this room. */
    public static final List<Cause> ALL = List.of(EXHAUSTED, SATURATED, CLOSED);

    /** What these explain, and what explains them. */
    public static final List<CauseLink> LINKS = List.of(
            CauseLink.sameResource(
                    RedisCauses.SLOW.code(), EXHAUSTED.code(), "slow answers of Redis explain an exhausted pool"),
            CauseLink.sameResource(
                    "redis.commands.slow", EXHAUSTED.code(), "slow commands explain an exhausted pool of Redis"),
            CauseLink.sameResource(
                    "redis.script", EXHAUSTED.code(), "a script that does not end explains an exhausted pool"),
            CauseLink.anywhere(EXHAUSTED.code(), "http.slow", "an exhausted pool of Redis explains slow HTTP"));

    private PoolCauses() {}
}
