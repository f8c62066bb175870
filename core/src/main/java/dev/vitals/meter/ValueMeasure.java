package dev.vitals.meter;

import dev.vitals.probe.Cause;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Threshold.Direction;
import dev.vitals.probe.Unit;
import io.micrometer.core.instrument.Meter;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleBiFunction;

/** What meters show now; of several, the worst. */
final class ValueMeasure implements Measure {
    private final Meters meters;
    private final Threshold limit;
    private final Cause cause;
    private final ToDoubleBiFunction<Meter, Unit> reading;

    ValueMeasure(Meters meters, Threshold limit, Cause cause, ToDoubleBiFunction<Meter, Unit> reading) {
        this.meters = meters;
        this.limit = limit;
        this.cause = cause;
        this.reading = reading;
    }

    @Override
    public Result take() {
        List<Meter> found = meters.find(meters.source());
        Meter worst = null;
        double value = Double.NaN;
        int silent = 0;
        for (Meter meter : found) {
            double number = reading.applyAsDouble(meter, limit.unit());
            if (Double.isNaN(number)) {
                silent++;
            } else if (worst == null || worse(number, value)) {
                worst = meter;
                value = number;
            }
        }
        if (worst == null) {
            throw new Unreadable(Result.unknown(MeterCauses.NO_VALUE, none(found)));
        }
        String of = found.size() == 1
                ? ""
                : ", the worst of " + found.size()
                        + (silent == 0
                                ? ""
                                : ", of which " + silent + (silent == 1 ? " shows" : " show") + " no number");
        return judge(Measure.shown(worst.getId()) + " is ", value, of)
                .observe(Observation.count("meter.meters", found.size()));
    }

    private Result judge(String before, double value, String behind) {
        if (Double.isFinite(value)) {
            return Measure.judged(
                    cause, new Observation(VALUE, value, limit.unit(), Optional.of(limit)), before, behind);
        }
        Status status = limit.judge(value);
        String line = before + (value > 0 ? "infinite" : "minus infinity") + behind + limit.suffix(status);
        return status == Status.UP ? Result.up(line) : Result.of(status, cause, line);
    }

    private String none(List<Meter> found) {
        return found.isEmpty()
                ? "no meter is " + meters
                : meters + " has no number: the object it reads may have been collected";
    }

    private boolean worse(double number, double than) {
        return limit.direction() == Direction.ABOVE ? number > than : number < than;
    }
}
