package dev.vitals.meter;

import dev.vitals.probe.Result;
import dev.vitals.probe.Unit;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/** What can be read from a meter as it is now. */
final class Values {
    private Values() {}

    /** Returns what a gauge shows. */
    static double now(Meter meter, Unit unit) {
        if (meter instanceof TimeGauge gauge) {
            return unit == Unit.SECONDS ? gauge.value(TimeUnit.SECONDS) : gauge.value();
        }
        if (meter instanceof Gauge gauge) {
            return gauge.value();
        }
        if (meter instanceof LongTaskTimer timer) {
            return unit == Unit.SECONDS ? timer.max(TimeUnit.SECONDS) : timer.activeTasks();
        }
        throw Counted.wrongKind(meter, "is no gauge");
    }

    /** Returns the greatest value that a timer or a distribution summary has seen lately. */
    static double greatest(Meter meter, Unit unit) {
        requireUnit(meter, unit);
        if (meter instanceof Timer timer) {
            return timer.max(TimeUnit.SECONDS);
        }
        if (meter instanceof DistributionSummary summary) {
            return summary.max();
        }
        throw Counted.wrongKind(meter, "keeps no greatest value");
    }

    /** Refuses a threshold of something else than durations for durations, and the other way round. */
    static void requireUnit(Meter meter, Unit unit) {
        if (Counted.durations(meter) != (unit == Unit.SECONDS)) {
            String kind = Counted.durations(meter) ? "durations" : "no durations";
            throw new Unreadable(Result.unknown(
                    MeterCauses.KIND,
                    meter.getId().getName() + " measures " + kind + ", but the threshold is in " + unit.id()));
        }
    }
}
