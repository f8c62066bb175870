package dev.vitals.meter;

import dev.vitals.probe.Result;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/** What can be read from a meter that counts. */
final class Counted {
    private Counted() {}

    /** Returns how many things a meter has counted. */
    static double[] events(Meter meter) {
        return new double[] {count(meter)};
    }

    /** Returns how many things a meter has counted and the sum of their sizes, in seconds if they are durations. */
    static double[] eventsAndTotal(Meter meter) {
        return new double[] {count(meter), total(meter)};
    }

    private static double count(Meter meter) {
        if (meter instanceof Counter counter) {
            return counter.count();
        }
        if (meter instanceof FunctionCounter counter) {
            return counter.count();
        }
        if (meter instanceof Timer timer) {
            return timer.count();
        }
        if (meter instanceof FunctionTimer timer) {
            return timer.count();
        }
        if (meter instanceof DistributionSummary summary) {
            return summary.count();
        }
        throw wrongKind(meter, "counts nothing");
    }

    private static double total(Meter meter) {
        if (meter instanceof Timer timer) {
            return timer.totalTime(TimeUnit.SECONDS);
        }
        if (meter instanceof FunctionTimer timer) {
            return timer.totalTime(TimeUnit.SECONDS);
        }
        if (meter instanceof DistributionSummary summary) {
            return summary.totalAmount();
        }
        throw wrongKind(meter, "measures neither durations nor sizes");
    }

    /** Returns whether what a meter measures are durations. */
    static boolean durations(Meter meter) {
        return meter instanceof Timer || meter instanceof FunctionTimer;
    }

    static Unreadable wrongKind(Meter meter, String why) {
        String kind = meter.getId()
                .getType()
                .name()
                .toLowerCase(java.util.Locale.ROOT)
                .replace('_', ' ');
        return new Unreadable(
                Result.unknown(MeterCauses.KIND, meter.getId().getName() + " is a " + kind + ", which " + why));
    }
}
