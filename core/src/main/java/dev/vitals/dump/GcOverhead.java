package dev.vitals.dump;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/** The part of the time that went into collections with every thread stopped; empty where it was not watched that long. */
record GcOverhead(OptionalDouble lastMinute, OptionalDouble lastFiveMinutes) {
    static GcOverhead of(List<Vitality> samples) {
        return new GcOverhead(over(samples, Duration.ofMinutes(1)), over(samples, Duration.ofMinutes(5)));
    }

    private static OptionalDouble over(List<Vitality> samples, Duration window) {
        if (samples.isEmpty()) {
            return OptionalDouble.empty();
        }
        Vitality now = samples.get(samples.size() - 1);
        return samples.stream()
                .filter(sample -> now.nanos() - sample.nanos() >= window.toNanos())
                .reduce((earlier, later) -> later)
                .map(then -> share(then, now))
                .orElse(OptionalDouble.empty());
    }

    private static OptionalDouble share(Vitality then, Vitality now) {
        long millis = (now.nanos() - then.nanos()) / 1_000_000;
        return millis > 0
                ? OptionalDouble.of((double) (now.gcMillis() - then.gcMillis()) / millis)
                : OptionalDouble.empty();
    }
}
