package dev.vitals.jdbc.internal.pool;

import dev.vitals.jdbc.internal.text.Words;
import java.time.Duration;

/** Says how full a pool is. */
final class PoolWords {
    private PoolWords() {}

    static String inUse(PoolReading reading) {
        return reading.active() + " of " + reading.max() + " in use";
    }

    static String starved(PoolReading reading, Duration lasting, Duration limit) {
        String waiting = Words.count(reading.waiting(), "thread") + " waiting";
        String time =
                lasting.isZero() ? "" : " for " + Words.duration(lasting) + " (limit " + Words.duration(limit) + ")";
        String what = reading.isExhausted()
                ? inUse(reading)
                : "only " + reading.total() + " of " + reading.max() + " connections could be opened";
        return what + ", " + waiting + time;
    }
}
