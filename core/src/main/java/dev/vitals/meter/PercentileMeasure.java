package dev.vitals.meter;

import dev.vitals.meter.window.Maxima;
import dev.vitals.meter.window.Window;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Unit;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A percentile of what meters measure, from their buckets or, where it follows from them, from mean and maximum. */
final class PercentileMeasure implements Measure {
    /** Reading the buckets of a meter takes some ten microseconds. */
    private static final int MOST = 1_000;

    private final Meters measured;
    private final double percentile;
    private final Threshold limit;
    private final Duration window;
    private final Growth totals;
    private final Growth kept;
    private final Maxima maxima;

    PercentileMeasure(Meters measured, double percentile, Threshold limit, Duration window) {
        this.measured = measured;
        this.percentile = percentile;
        this.limit = limit;
        this.window = window;
        this.totals = new Growth(measured, window, Counted::eventsAndTotal);
        this.kept = new Growth(measured, window, Buckets::counts);
        this.maxima = new Maxima(window);
    }

    @Override
    public Result take() {
        MeterRegistry source = measured.source();
        List<Meter> found = measured.find(source);
        found.forEach(meter -> Values.requireUnit(meter, limit.unit()));
        if (found.size() > MOST) {
            throw new Unreadable(Result.unknown(
                            MeterCauses.KIND, found.size() + " meters are too many for a percentile: " + measured)
                    .remedy(Remedy.words("narrow them by a tag, or give the meters fewer tags")));
        }
        Window.Sum sum = totals.next();
        if (sum.seconds() <= 0) {
            throw Measure.tooEarly();
        }
        if (sum.of(0) == 0) {
            return Result.up("no traffic: no " + measured + Measure.within(sum.seconds(), window));
        }
        double max = maxima.greatest(
                source.config().clock().monotonicTime(),
                found.stream()
                        .mapToDouble(meter -> Values.greatest(meter, limit.unit()))
                        .max()
                        .orElse(0));
        Buckets buckets =
                Registries.keepsBuckets(source) ? Buckets.of(found, kept.next()) : Buckets.shownBy(found, max);
        return buckets.quantile(percentile, max)
                .map(value -> known(value, sum))
                .orElseGet(() -> concluded(sum.of(1) / sum.of(0), max, sum))
                .observe(Observation.count("meter.events", Math.round(sum.of(0))));
    }

    private Result known(double value, Window.Sum sum) {
        return Measure.led(judged(value, name() + " ", "", sum), totals.leaders());
    }

    private Result judged(double value, String before, String behind, Window.Sum sum) {
        Observation number = new Observation(VALUE, value, limit.unit(), Optional.of(limit));
        String of = " of " + Unit.COUNT.show(Math.rint(sum.of(0))) + " " + measured
                + Measure.within(sum.seconds(), window) + behind;
        return Measure.judged(MeterCauses.SLOW, number, before, of);
    }

    /** A percentile is never above the maximum, and a share of the values above it can lift the mean only so far. */
    private Result concluded(double mean, double max, Window.Sum sum) {
        if (limit.judge(max) == Status.UP) {
            return judged(max, name() + " at most ", ", by the maximum: there is no histogram", sum);
        }
        double least = (mean - (1 - percentile) * max) / percentile;
        if (limit.judge(least) != Status.UP) {
            return judged(least, name() + " at least ", ", by mean and maximum: there is no histogram", sum);
        }
        String line = "there is no histogram, only a mean of " + limit.unit().show(mean) + " and a maximum of "
                + limit.unit().show(max) + ": " + name() + " may be on either side of "
                + limit.shown(Status.DEGRADED)
                        .or(() -> limit.shown(Status.DOWN))
                        .orElse("the limit");
        return Result.unknown(MeterCauses.KIND, line)
                .observe(new Observation("meter.mean", mean, limit.unit(), Optional.empty()))
                .observe(new Observation("meter.max", max, limit.unit(), Optional.empty()))
                .remedy(Remedy.words(
                        "let the meters keep a histogram, in Spring Boot with"
                                + " management.metrics.distribution.percentiles-histogram.{}=true",
                        measured.name()));
    }

    private String name() {
        return "P" + Quantities.percent(percentile * 100).replace(" %", "");
    }
}
