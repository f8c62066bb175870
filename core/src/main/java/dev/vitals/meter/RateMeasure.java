package dev.vitals.meter;

import dev.vitals.meter.window.Window;
import dev.vitals.probe.Cause;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Result;
import dev.vitals.probe.Threshold;
import java.time.Duration;

/** How often something happens. */
final class RateMeasure implements Measure {
    private final Meters events;
    private final Threshold rate;
    private final Cause cause;
    private final Duration window;
    private final Growth growth;

    RateMeasure(Meters events, Threshold rate, Cause cause, Duration window) {
        this.events = events;
        this.rate = rate;
        this.cause = cause;
        this.window = window;
        this.growth = new Growth(events, window, Counted::events);
    }

    @Override
    public Result take() {
        Window.Sum sum = growth.next();
        if (sum.seconds() <= 0) {
            throw Measure.tooEarly();
        }
        Observation number = Observation.rate(VALUE, sum.of(0) / sum.seconds()).against(rate);
        String behind = " of " + events + Measure.within(sum.seconds(), window);
        Result result = Measure.judged(cause, number, "", behind)
                .observe(Observation.count("meter.events", Math.round(sum.of(0))));
        return Measure.led(result, growth.leaders());
    }
}
