package dev.vitals.engine;

import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Result;
import dev.vitals.report.StatusChange;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** The events. To ask for the recorder would start it, which takes a second; so nothing is done before somebody has. */
final class FlightEvents {
    private FlightEvents() {}

    static boolean isOn() {
        return FlightRecorder.isInitialized();
    }

    static Result check(Probe probe, ProbeContext context) throws Exception {
        CheckRun event = new CheckRun();
        event.begin();
        Result result = probe.check(context);
        event.end();
        if (event.shouldCommit()) {
            event.check = context.name();
            event.status = result.status().name();
            event.causeCode = result.cause();
            event.summary = result.summary();
            event.commit();
        }
        return result;
    }

    static void changed(StatusChange change) {
        Transition event = new Transition();
        if (event.shouldCommit()) {
            event.check = change.check();
            event.from = change.from().name();
            event.to = change.to().name();
            event.causeCode = change.result().cause();
            event.summary = change.result().summary();
            event.commit();
        }
    }

    @Name("dev.vitals.CheckRun")
    @Label("Check Run")
    @Category("Vitals")
    @Description("A run of a check, as long as its probe took")
    @StackTrace(false)
    @SuppressWarnings("UnusedVariable") // The recorder reads them.
    private static final class CheckRun extends Event {
        @Label("Check")
        String check = "";

        @Label("Status")
        String status = "";

        @Label("Cause Code")
        String causeCode = "";

        @Label("Summary")
        String summary = "";
    }

    @Name("dev.vitals.StatusChange")
    @Label("Status Change")
    @Category("Vitals")
    @Description("A change of a check's status, after holds")
    @StackTrace(false)
    @SuppressWarnings("UnusedVariable") // The recorder reads them.
    private static final class Transition extends Event {
        @Label("Check")
        String check = "";

        @Label("From")
        String from = "";

        @Label("To")
        String to = "";

        @Label("Cause Code")
        String causeCode = "";

        @Label("Summary")
        String summary = "";
    }
}
