package dev.vitals.incident;

import dev.vitals.spi.TimeSource;
import java.time.Duration;
import java.time.Instant;

/** One moment on both clocks: the wall's for people, the monotonic one for durations. */
record Moment(Instant wall, long nanos) {
    static Moment now(TimeSource time) {
        return new Moment(time.now(), time.nanoTime());
    }

    Duration since(long earlier) {
        return Duration.ofNanos(Math.max(0, nanos - earlier));
    }
}
