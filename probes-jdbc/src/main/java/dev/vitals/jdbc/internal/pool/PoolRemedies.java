package dev.vitals.jdbc.internal.pool;

import dev.vitals.jdbc.internal.text.Words;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import java.util.Optional;

/** What to do about a pool without connections. */
final class PoolRemedies {
    private static final String KEPT = "a transaction held open during a remote call, or a connection never closed";

    private PoolRemedies() {}

    static Result exhausted(Result result, Pool pool, PoolReading reading, Optional<ServerSide> seen) {
        if (seen.filter(ServerSide::showsLeak).isPresent()) {
            return leak(result, pool, seen.get());
        }
        Result told = result.remedy(Remedy.of("look at the database first: a blocking session or a slow statement"
                        + " fills the pool, and raising its size then only makes it worse"))
                .remedy(Remedy.of("find who keeps connections: " + KEPT + "; " + detection(pool)))
                .remedy(Remedy.of("only if all " + reading.max() + " do useful work: raise "
                        + pool.advice().size() + " of " + name(pool) + ", after comparing it, times the number of"
                        + " instances, with the connections the server allows"));
        return granted(told, seen);
    }

    static Result saturated(Result result, Pool pool, Optional<ServerSide> seen) {
        return seen.filter(ServerSide::showsLeak).isPresent()
                ? leak(result, pool, seen.get())
                : granted(
                        result.remedy(
                                Remedy.of("before the pool runs out: find who keeps connections; " + detection(pool))),
                        seen);
    }

    static Result cannotGrow(Result result, PoolReading reading) {
        return result.remedy(Remedy.of("the database refuses new connections or is slow to make them: see the connect"
                + " check of the same database; the pool has " + reading.total() + " of " + reading.max()));
    }

    private static Result leak(Result result, Pool pool, ServerSide seen) {
        Result told = result.remedy(Remedy.of("restart this instance: until then its connections are lost to the pool,"
                        + " and a larger " + pool.advice().size() + " only fills later"))
                .remedy(Remedy.of("find the code that keeps them: " + KEPT + "; " + detection(pool)));
        return ServerSideWords.remedies(told, seen);
    }

    /** What to grant, when the server could not show all. */
    private static Result granted(Result result, Optional<ServerSide> seen) {
        return seen.flatMap(ServerSide::grant).map(result::remedy).orElse(result);
    }

    private static String detection(Pool pool) {
        return "set " + pool.advice().leak() + " on " + name(pool)
                + " to log the stack that borrowed each connection kept longer than a minute";
    }

    private static String name(Pool pool) {
        return Words.line(pool.name(), 60);
    }
}
