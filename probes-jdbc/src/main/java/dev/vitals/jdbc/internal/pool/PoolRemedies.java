package dev.vitals.jdbc.internal.pool;

import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;

/** What to do about a pool without connections. */
final class PoolRemedies {
    private static final String KEPT = "a transaction held open during a remote call, or a connection never closed";

    private static final String LOGGED =
            "search the application's log for {}: the pool has logged the stack that borrowed each connection kept long";

    private PoolRemedies() {}

    static Result exhausted(Result result, PoolFinding finding) {
        if (finding.isLeak()) {
            return leak(result, finding);
        }
        Pool pool = finding.pool();
        if (finding.seen().filter(ServerSide::isDatabaseIdle).isPresent()) {
            return find(
                    result.remedy(Remedy.words("look for the reason in the application, not in the database, which is"
                            + " idle: its code keeps connections without using them, and a larger "
                            + finding.pool().advice().size() + " only fills later")),
                    "find that code: " + KEPT + "; ",
                    finding);
        }
        Result advised = result.remedy(Remedy.words("check the database first: a blocking session or a slow statement"
                + " fills the pool, and raising its size then only makes it worse"));
        advised = find(advised, "find the code that keeps connections: " + KEPT + "; ", finding)
                .remedy(Remedy.words(
                        "only if all {} do useful work: raise " + pool.advice().size()
                                + " of {}, after comparing it, times the number of instances, with the connections the"
                                + " server allows",
                        finding.reading().max(),
                        PoolWords.name(pool)));
        return granted(advised, finding);
    }

    static Result saturated(Result result, PoolFinding finding) {
        return finding.isLeak()
                ? leak(result, finding)
                : granted(
                        find(result, "find the code that keeps connections before the pool runs out: ", finding),
                        finding);
    }

    static Result cannotGrow(Result result, PoolReading reading) {
        return result.remedy(Remedy.words(
                "see the connect check of the same database: it refuses new connections or is slow to make them, and"
                        + " the pool has {} of {}",
                reading.total(),
                reading.max()));
    }

    private static Result leak(Result result, PoolFinding finding) {
        Result advised = result.remedy(Remedy.words("restart this instance: until then its connections are lost to the"
                + " pool, and a larger " + finding.pool().advice().size() + " only fills later"));
        return ServerSideWords.remedies(
                find(advised, "find the code that keeps them: " + KEPT + "; ", finding),
                finding.seen().orElseThrow());
    }

    /** What to grant, when the server could not show all. */
    private static Result granted(Result result, PoolFinding finding) {
        return finding.seen().flatMap(ServerSide::grant).map(result::remedy).orElse(result);
    }

    /** Names the code that holds connections, or says how to have it named. */
    private static Result find(Result result, String words, PoolFinding finding) {
        Holders holders = finding.holders();
        if (!holders.isEmpty()) {
            return result.remedy(Remedy.words(
                    "look at {}, which has held a connection for {}: " + KEPT,
                    holders.longestName(),
                    Quantities.duration(holders.longestHeld())));
        }
        Pool pool = finding.pool();
        Result searched = pool.logged()
                .map(line -> result.remedy(Remedy.words(LOGGED, line)))
                .orElse(result);
        return searched.remedy(Remedy.words(
                words + "set " + pool.advice().leak()
                        + " on {} to log the stack that borrowed each connection kept longer than a minute, or wrap the"
                        + " data source in TrackedDataSource.of(dataSource) to have the code named here",
                PoolWords.name(pool)));
    }
}
