package dev.vitals.jdbc.internal.pool;

import dev.vitals.probe.Cause;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Threshold;
import java.time.Duration;
import java.util.Optional;

/**
 * A pool in trouble, with the threads and sessions that show why.
 *
 * @param pool the pool
 * @param reading its counters
 * @param threads the threads that wait for or hold a connection
 * @param holders who holds a connection; empty when nothing keeps track of that
 * @param seen the server's view of the pool; empty when it was not asked
 * @param context the check's run
 */
record PoolFinding(
        Pool pool,
        PoolReading reading,
        PoolThreads threads,
        Holders holders,
        Optional<ServerSide> seen,
        ProbeContext context) {
    /** The same with the server's view. */
    PoolFinding with(Optional<ServerSide> view) {
        return new PoolFinding(pool, reading, threads, holders, view, context);
    }

    Result starved(Status status, Duration lasting, Threshold limit) {
        String words =
                PoolWords.starved(reading, lasting, limit) + server() + threads.summary(holders) + holders.summary();
        boolean exhausted = reading.isExhausted();
        Result result =
                evident(Result.of(status, exhausted ? cause(PoolCauses.EXHAUSTED) : PoolCauses.CANNOT_GROW, words));
        return exhausted ? PoolRemedies.exhausted(result, this) : PoolRemedies.cannotGrow(result, reading);
    }

    Result saturated(Status status, Duration lasting, Threshold limit) {
        String words = PoolWords.inUse(reading) + limit.suffix(status) + " for " + Quantities.duration(lasting)
                + server() + holders.summary();
        Result result = evident(Result.of(status, cause(PoolCauses.SATURATED), words));
        return PoolRemedies.saturated(result, this);
    }

    /** The cause that the pool shows, unless the server shows a leak. */
    private Cause cause(Cause shown) {
        return isLeak() ? PoolCauses.LEAK_SUSPECTED : shown;
    }

    boolean isLeak() {
        return seen.filter(ServerSide::showsLeak).isPresent();
    }

    private String server() {
        return seen.map(ServerSide::summary).orElse("");
    }

    private Result evident(Result found) {
        Result result = PoolNotes.add(holders.addTo(threads.addTo(found)), threads, holders, reading)
                .about(PoolSubjects.of(pool, context));
        Result named =
                isLeak() ? PoolSubjects.addSessions(result, seen.orElseThrow().idle(), context) : result;
        return RuledOut.addTo(seen.map(one -> ServerSideWords.addTo(named, one)).orElse(named), this);
    }
}
