package dev.vitals.jdbc.internal.pool;

import dev.vitals.probe.Quantities;
import dev.vitals.probe.Status;
import dev.vitals.probe.Threshold;
import dev.vitals.text.Clean;
import dev.vitals.text.Plural;
import java.time.Duration;

/** Says how full a pool is. */
final class PoolWords {
    private static final int NAME = 60;

    private PoolWords() {}

    static String name(Pool pool) {
        return Clean.line(pool.name(), NAME);
    }

    static String inUse(PoolReading reading) {
        return reading.max() > 0
                ? reading.active() + " of " + reading.max() + " in use"
                : reading.active() + " in use, without limit";
    }

    static String starved(PoolReading reading, Duration lasting, Threshold limit) {
        String waiting = Plural.of(reading.queue(), "thread") + " waiting";
        String time = lasting.isZero() ? "" : " for " + Quantities.duration(lasting) + limit.suffix(Status.DOWN);
        String what = reading.isExhausted()
                ? inUse(reading)
                : "only " + reading.total() + " of " + reading.max() + " connections could be opened";
        return what + ", " + waiting + time;
    }
}
