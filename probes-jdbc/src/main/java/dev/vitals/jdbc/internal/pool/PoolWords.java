package dev.vitals.jdbc.internal.pool;

import dev.vitals.jdbc.internal.text.Words;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Result;
import java.time.Duration;
import java.util.Optional;

/** Says how full a pool is. */
final class PoolWords {
    private PoolWords() {}

    static String inUse(PoolReading reading) {
        return reading.max() > 0
                ? reading.active() + " of " + reading.max() + " in use"
                : reading.active() + " in use, without limit";
    }

    static String starved(PoolReading reading, Duration lasting, Duration limit) {
        String waiting = Words.count(reading.queue(), "thread") + " waiting";
        String time = lasting.isZero()
                ? ""
                : " for " + Quantities.duration(lasting) + " (limit " + Quantities.duration(limit) + ")";
        String what = reading.isExhausted()
                ? inUse(reading)
                : "only " + reading.total() + " of " + reading.max() + " connections could be opened";
        return what + ", " + waiting + time;
    }

    /** The finding as the pool shows it, unless the server shows more. */
    static String cause(String found, Optional<ServerSide> seen) {
        return seen.filter(ServerSide::showsLeak).isPresent() ? "pool.leak-suspected" : found;
    }

    static Result tell(Result result, Optional<ServerSide> seen) {
        return seen.map(one -> ServerSideWords.tell(result, one)).orElse(result);
    }
}
