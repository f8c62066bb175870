package dev.vitals.engine;

import dev.vitals.probe.Check;
import dev.vitals.report.StatusListener;
import dev.vitals.report.Triage;
import dev.vitals.spi.Redactor;
import dev.vitals.spi.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * All an engine needs to know.
 *
 * @param application the name reports carry
 * @param checks every check
 * @param owned what to close after the last run, besides the probes
 * @param scheduled whether checks run by themselves
 * @param deadline how long a report may wait for runs
 * @param triage judges reports
 * @param redactor applied to every text
 * @param listeners told of changes
 * @param time where time comes from
 * @param forcedLive the checks of shared scope that are let into liveness by name
 */
public record EngineSettings(
        String application,
        List<Check> checks,
        List<AutoCloseable> owned,
        boolean scheduled,
        Duration deadline,
        Triage triage,
        Redactor redactor,
        List<StatusListener> listeners,
        TimeSource time,
        Set<String> forcedLive) {
    /** Copies the collections. */
    public EngineSettings {
        checks = List.copyOf(checks);
        owned = List.copyOf(owned);
        listeners = List.copyOf(listeners);
        forcedLive = Set.copyOf(forcedLive);
    }
}
