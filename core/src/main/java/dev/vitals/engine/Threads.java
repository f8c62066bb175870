package dev.vitals.engine;

import dev.vitals.spi.TimeSource;
import java.time.Duration;

/** Every thread of an engine: those that run probes, those that call listeners, and the one that keeps time. */
record Threads(Workers probes, Workers listeners, TimeSource.Scheduler scheduler) {
    private static final int PRESTARTED = 2;

    /** Starts the first of them; if one cannot be started, ends the others. */
    static Threads open(EngineSettings settings) {
        Workers probes =
                new Workers("vitals-probe", PRESTARTED, settings.checks().size());
        try {
            return open(settings, probes);
        } catch (Throwable failed) {
            probes.close(Duration.ZERO);
            throw failed;
        }
    }

    private static Threads open(EngineSettings settings, Workers probes) {
        // One for the log of transitions, which shares it with what keeps the situation current.
        int listening = 1
                + settings.statusListeners().size()
                + settings.reportListeners().size();
        Workers listeners = new Workers("vitals-listener", 1, listening);
        try {
            return new Threads(probes, listeners, settings.time().openScheduler("vitals-scheduler"));
        } catch (Throwable failed) {
            listeners.close(Duration.ZERO);
            throw failed;
        }
    }

    void close(Duration runsEnd, Duration listenersEnd) {
        scheduler.close();
        probes.close(runsEnd);
        listeners.close(listenersEnd);
    }
}
