package dev.vitals.jdbc.internal.activity;

import dev.vitals.probe.Observation;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Status;
import dev.vitals.probe.Threshold;
import java.time.Duration;

/**
 * Two limits of an age.
 *
 * @param warn at which a check is degraded
 * @param fail at which it is down
 */
record Ages(Duration warn, Duration fail) {
    Status judge(Duration age) {
        if (age.compareTo(fail) >= 0) {
            return Status.DOWN;
        }
        return age.compareTo(warn) >= 0 ? Status.DEGRADED : Status.UP;
    }

    /** The limit that was reached. */
    String limit(Status status) {
        return "limit " + Quantities.duration(status == Status.DOWN ? fail : warn);
    }

    Observation observe(String name, Duration age) {
        return Observation.duration(name, age).against(Threshold.above(warn, fail));
    }
}
