package dev.vitals.jdbc.internal.pool;

import dev.vitals.jdbc.internal.text.Words;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;

/** What to do about a pool without connections. */
final class PoolRemedies {
    private PoolRemedies() {}

    static Result exhausted(Result result, String pool, PoolReading reading) {
        return result.remedy(Remedy.of("look at the database first: a blocking session or a slow statement fills the"
                        + " pool, and raising its size then only makes it worse"))
                .remedy(Remedy.of("find who keeps connections: a transaction held open during a remote call, or a"
                        + " connection never closed; " + leak(pool)))
                .remedy(Remedy.of("only if all " + reading.max() + " do useful work: raise maximumPoolSize of "
                        + Words.line(pool, 60) + ", after comparing it, times the number of instances, with the"
                        + " connections the server allows"));
    }

    static Result saturated(Result result, String pool) {
        return result.remedy(Remedy.of("before the pool runs out: find who keeps connections; " + leak(pool)));
    }

    static Result cannotGrow(Result result, PoolReading reading) {
        return result.remedy(Remedy.of("the database refuses new connections or is slow to make them: see the connect"
                + " check of the same database; the pool has " + reading.total() + " of " + reading.max()));
    }

    private static String leak(String pool) {
        return "set leakDetectionThreshold=60000 on " + Words.line(pool, 60)
                + " to log the stack that borrowed each connection kept longer than a minute";
    }
}
