package dev.vitals.jdbc.internal.pool;

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
        Result advised = result.remedy(Remedy.words("check the database first: a blocking session or a slow statement"
                        + " fills the pool, and raising its size then only makes it worse"))
                .remedy(detection("find the code that keeps connections: " + KEPT + "; ", pool))
                .remedy(Remedy.words(
                        "only if all {} do useful work: raise " + pool.advice().size()
                                + " of {}, after comparing it, times the number of instances, with the connections the"
                                + " server allows",
                        reading.max(),
                        PoolWords.name(pool)));
        return granted(advised, seen);
    }

    static Result saturated(Result result, Pool pool, Optional<ServerSide> seen) {
        return seen.filter(ServerSide::showsLeak).isPresent()
                ? leak(result, pool, seen.get())
                : granted(
                        result.remedy(
                                detection("find the code that keeps connections before the pool runs out: ", pool)),
                        seen);
    }

    static Result cannotGrow(Result result, PoolReading reading) {
        return result.remedy(Remedy.words(
                "see the connect check of the same database: it refuses new connections or is slow to make them, and"
                        + " the pool has {} of {}",
                reading.total(),
                reading.max()));
    }

    private static Result leak(Result result, Pool pool, ServerSide seen) {
        Result advised = result.remedy(Remedy.words("restart this instance: until then its connections are lost to the"
                        + " pool, and a larger " + pool.advice().size() + " only fills later"))
                .remedy(detection("find the code that keeps them: " + KEPT + "; ", pool));
        return ServerSideWords.remedies(advised, seen);
    }

    /** What to grant, when the server could not show all. */
    private static Result granted(Result result, Optional<ServerSide> seen) {
        return seen.flatMap(ServerSide::grant).map(result::remedy).orElse(result);
    }

    private static Remedy detection(String words, Pool pool) {
        return Remedy.words(
                words + "set " + pool.advice().leak()
                        + " on {} to log the stack that borrowed each connection kept longer than a minute",
                PoolWords.name(pool));
    }
}
