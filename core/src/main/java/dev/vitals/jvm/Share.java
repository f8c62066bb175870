package dev.vitals.jvm;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/** What share of the time a counter of nanoseconds has grown, over windows up to five minutes. */
final class Share {
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final long APART = Duration.ofSeconds(2).toNanos();

    private record Sample(long at, long value) {}

    private final LongSupplier nanoTime;
    private final Deque<Sample> samples = new ArrayDeque<>();
    private Sample latest = new Sample(0, 0);

    Share(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    void add(long value) {
        latest = new Sample(nanoTime.getAsLong(), value);
        if (samples.isEmpty() || latest.at() - samples.getLast().at() >= APART) {
            samples.addLast(latest);
        }
        while (age(second()) >= LONGEST.toNanos()) {
            samples.removeFirst();
        }
    }

    /** Over a window or a little longer, up to the latest sample; empty until so much has been seen. */
    OptionalDouble over(Duration window) {
        Sample start = latest;
        for (Sample sample : samples) {
            if (age(sample) >= window.toNanos()) {
                start = sample;
            }
        }
        return start.equals(latest)
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) (latest.value() - start.value()) / age(start));
    }

    private long age(Sample sample) {
        return latest.at() - sample.at();
    }

    /** The oldest but one: while it covers the longest window the oldest is not needed. */
    private Sample second() {
        return samples.stream().skip(1).findFirst().orElse(latest);
    }
}
