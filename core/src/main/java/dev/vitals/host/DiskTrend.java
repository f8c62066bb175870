package dev.vitals.host;

import dev.vitals.host.Window.Sample;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How fast a disk fills up. The rate is the least of three parts of the last half hour: extrapolating the whole of it
 * would take each copy of a large file for a trend.
 */
final class DiskTrend {
    private static final int PARTS = 3;
    private static final double SHORTEST_SECONDS = 360;

    /** Further ahead nobody looks. */
    private static final double LONGEST_SECONDS = 30 * 86_400;

    private final Window<Long> window = new Window<>(Duration.ofMinutes(30));

    /**
     * A steady growth.
     *
     * @param fullIn when the disk would be full
     * @param over the time in which it was seen
     */
    record Growth(Duration fullIn, Duration over) {}

    /** Adds a sample; empty if the disk does not fill up steadily, would not be full in a month, or it is too early to say. */
    Optional<Growth> add(long usable, long now) {
        window.add(now, usable);
        List<Sample<Long>> samples = window.all();
        Sample<Long> first = samples.get(0);
        double span = first.secondsUntil(now);
        double rate = Double.MAX_VALUE;
        Sample<Long> from = first;
        for (int part = 1; part <= PARTS; part++) {
            Sample<Long> to = part == PARTS
                    ? new Sample<>(now, usable)
                    : at(samples, first.nanoTime() + (long) (span * 1e9 / PARTS * part));
            double seconds = from.secondsUntil(to.nanoTime());
            rate = seconds <= 0 ? 0 : Math.min(rate, (from.value() - to.value()) / seconds);
            from = to;
        }
        double left = rate > 0 ? usable / rate : Double.MAX_VALUE;
        return span < SHORTEST_SECONDS || left > LONGEST_SECONDS
                ? Optional.empty()
                : Optional.of(new Growth(Duration.ofSeconds((long) left), Duration.ofSeconds((long) span)));
    }

    /** The first sample at a time or after it. */
    private static Sample<Long> at(List<Sample<Long>> samples, long time) {
        for (Sample<Long> sample : samples) {
            if (sample.nanoTime() - time >= 0) {
                return sample;
            }
        }
        return samples.get(samples.size() - 1);
    }
}
