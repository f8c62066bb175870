package dev.vitals.engine;

import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Result;
import dev.vitals.report.StatusChange;

/**
 * Writes runs and transitions into the flight recordings that somebody has started. A small runtime may lack the module
 * for them; nothing but {@link FlightEvents} names its classes.
 */
final class FlightRecording {
    private static final boolean THERE =
            ModuleLayer.boot().findModule("jdk.jfr").isPresent();

    private FlightRecording() {}

    /** Whether a recording may be under way. */
    private static boolean isOn() {
        return THERE && FlightEvents.isOn();
    }

    /** Runs a check, the event of which lasts as long. */
    static Result check(Probe probe, ProbeContext context) throws Exception {
        return isOn() ? FlightEvents.check(probe, context) : probe.check(context);
    }

    static void changed(StatusChange change) {
        if (isOn()) {
            FlightEvents.changed(change);
        }
    }
}
