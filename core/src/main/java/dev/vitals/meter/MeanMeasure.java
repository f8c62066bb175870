package dev.vitals.meter;

import dev.vitals.meter.window.Window;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Result;
import dev.vitals.probe.Threshold;
import io.micrometer.core.instrument.Meter;
import java.time.Duration;

/** The mean of what meters measure. */
final class MeanMeasure implements Measure {
    private final Meters measured;
    private final Threshold limit;
    private final Duration window;
    private final Growth growth;

    MeanMeasure(Meters measured, Threshold limit, Duration window) {
        this.measured = measured;
        this.limit = limit;
        this.window = window;
        this.growth = new Growth(measured, window, this::read);
    }

    private double[] read(Meter meter) {
        Values.requireUnit(meter, limit.unit());
        return Counted.eventsAndTotal(meter);
    }

    @Override
    public Result take() {
        Window.Sum sum = growth.next();
        if (sum.seconds() <= 0) {
            throw Measure.tooEarly();
        }
        String within = Measure.within(sum.seconds(), window);
        if (sum.of(0) == 0) {
            return Result.up("no traffic: no " + measured + within);
        }
        Observation number = new Observation(VALUE, sum.of(1) / sum.of(0), limit.unit(), java.util.Optional.of(limit));
        Result result = Measure.judged(MeterCauses.SLOW, number, "mean ", " of " + measured + within)
                .observe(Observation.count("meter.events", Math.round(sum.of(0))));
        return Measure.led(result, growth.leaders());
    }
}
