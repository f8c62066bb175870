package dev.vitals.engine;

import dev.vitals.spi.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every thread of an engine: those that run probes, those that call listeners, and the one that keeps time. */
record Threads(Workers probes, Workers listeners, TimeSource.Loop loop) {
    private static final int PRESTARTED = 2;

    /** Starts the first of them; if one cannot be started, ends the others. */
    static Threads open(EngineSettings settings, TimeSource.Step step) {
        Workers probes =
                new Workers("vitals-probe", PRESTARTED, settings.checks().size());
        try {
            return open(settings, step, probes);
        } catch (Throwable failed) {
            probes.close(Duration.ZERO);
            throw failed;
        }
    }

    private static Threads open(EngineSettings settings, TimeSource.Step step, Workers probes) {
        // One for the log of transitions, which shares it with what keeps the situation current.
        int listening = 1
                + settings.statusListeners().size()
                + settings.reportListeners().size();
        Workers listeners = new Workers("vitals-listener", 1, listening);
        try {
            return new Threads(probes, listeners, settings.time().openLoop("vitals-scheduler", step));
        } catch (Throwable failed) {
            listeners.close(Duration.ZERO);
            throw failed;
        }
    }

    /** What went wrong with these threads and was overcome. */
    List<String> trouble() {
        List<String> troubles = new ArrayList<>();
        for (Optional<String> trouble : List.of(loop.trouble(), probes.trouble(), listeners.trouble())) {
            if (trouble.isPresent()) {
                troubles.add(trouble.get());
            }
        }
        return troubles;
    }

    void close(Duration runsEnd, Duration listenersEnd) {
        loop.close();
        probes.close(runsEnd);
        listeners.close(listenersEnd);
    }
}
