package dev.vitals.meter;

import dev.vitals.meter.window.Window;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * How many values were at most so great, by bucket.
 *
 * @param upTo the upper ends of the buckets, rising; in seconds for timers
 * @param counts the number of values up to each end, and behind them the number of all values
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Buckets(double[] upTo, double[] counts) {
    private static final Buckets NONE = new Buckets(new double[] {}, new double[] {});

    /** Returns what a meter's buckets hold, behind it the number of all values; for lack of buckets, nothing. */
    static double[] counts(Meter meter) {
        HistogramSnapshot snapshot = snapshot(meter);
        CountAtBucket[] buckets = snapshot.histogramCounts();
        double[] counts = new double[buckets.length + 1];
        for (int i = 0; i < buckets.length; i++) {
            counts[i] = buckets[i].count();
        }
        // The snapshot's count may be older or younger than its buckets.
        counts[buckets.length] = Math.max(snapshot.count(), buckets.length == 0 ? 0 : counts[buckets.length - 1]);
        return counts;
    }

    /** Returns what grew in the buckets of meters that all have the same ones. */
    static Buckets of(List<Meter> meters, Window.Sum grown) {
        double[] ends = ends(meters);
        return ends.length == 0 || grown.growth().length != ends.length + 1 ? NONE : new Buckets(ends, grown.growth());
    }

    /**
     * Returns what the buckets of meters hold, whatever time they cover. How many values are beyond the last of them is
     * not known, so they show nothing when there may be any.
     */
    static Buckets shownBy(List<Meter> meters, double max) {
        double[] ends = ends(meters);
        if (ends.length == 0 || max > ends[ends.length - 1]) {
            return NONE;
        }
        double[] all = new double[ends.length + 1];
        for (Meter meter : meters) {
            double[] counts = counts(meter);
            for (int i = 0; i < all.length; i++) {
                all[i] += counts[i];
            }
        }
        all[ends.length] = all[ends.length - 1];
        return new Buckets(ends, all);
    }

    private static double[] ends(List<Meter> meters) {
        double[] ends = null;
        for (Meter meter : meters) {
            double[] own = ends(meter);
            if (ends != null && !Arrays.equals(ends, own)) {
                return new double[] {};
            }
            ends = own;
        }
        return ends == null ? new double[] {} : ends;
    }

    private static double[] ends(Meter meter) {
        return Arrays.stream(snapshot(meter).histogramCounts())
                .mapToDouble(bucket -> Counted.durations(meter) ? bucket.bucket(TimeUnit.SECONDS) : bucket.bucket())
                .toArray();
    }

    private static HistogramSnapshot snapshot(Meter meter) {
        if (meter instanceof Timer timer) {
            return timer.takeSnapshot();
        }
        if (meter instanceof DistributionSummary summary) {
            return summary.takeSnapshot();
        }
        throw Counted.wrongKind(meter, "keeps no histogram");
    }

    /**
     * Returns a quantile, as if values were spread evenly within a bucket.
     *
     * @param share such as 0.95
     * @param max the greatest value there was; it counts for values beyond the last bucket
     * @return the quantile; empty without buckets or without values in them
     */
    Optional<Double> quantile(double share, double max) {
        double all = counts.length == 0 ? 0 : counts[counts.length - 1];
        if (all <= 0) {
            return Optional.empty();
        }
        double rank = share * all;
        double from = 0;
        double below = 0;
        for (int i = 0; i < upTo.length; i++) {
            if (counts[i] >= rank && counts[i] > below) {
                return Optional.of(from + (upTo[i] - from) * (rank - below) / (counts[i] - below));
            }
            from = upTo[i];
            below = counts[i];
        }
        return Optional.of(Math.max(max, from));
    }
}
