package dev.vitals.meter;

import dev.vitals.meter.window.Window;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Result;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Unit;
import java.time.Duration;

/** What share some events have among others. */
final class RatioMeasure implements Measure {
    private final Meters whole;
    private final Threshold share;
    private final long enough;
    private final Duration window;
    private final Growth bad;
    private final Growth all;

    RatioMeasure(Meters part, Meters whole, Threshold share, long enough, Duration window) {
        this.whole = whole;
        this.share = share;
        this.enough = enough;
        this.window = window;
        this.bad = new Growth(part, window, Counted::events);
        this.all = new Growth(whole, window, Counted::events);
    }

    /** Reads the part first: what is counted in between makes the share too small by that, never greater than 1. */
    @Override
    public Result take() {
        Window.Sum failed = bad.next();
        Window.Sum total = all.next();
        if (total.seconds() <= 0) {
            throw Measure.tooEarly();
        }
        double events = Math.max(total.of(0), failed.of(0));
        String within = Measure.within(total.seconds(), window);
        Result result = events == 0
                ? Result.up("no traffic: no " + whole + within)
                : Measure.led(judged(failed.of(0), events, within), bad.leaders());
        return result.observe(Observation.count("meter.bad", Math.round(failed.of(0))))
                .observe(Observation.count("meter.events", Math.round(events)));
    }

    private Result judged(double failed, double events, String within) {
        Observation number =
                Observation.ratio(VALUE, failed / Math.max(events, enough)).against(share);
        String few = events < enough ? ", few of them, judged as if there were " + enough : "";
        return Measure.judged(
                MeterCauses.ERRORS,
                number,
                "",
                " of " + Unit.COUNT.show(Math.rint(events)) + " " + whole + within + few);
    }
}
