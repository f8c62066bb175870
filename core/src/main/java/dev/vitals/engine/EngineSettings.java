package dev.vitals.engine;

import dev.vitals.probe.Check;
import dev.vitals.report.Deployment;
import dev.vitals.report.ReportListener;
import dev.vitals.report.StatusListener;
import dev.vitals.spi.Redactor;
import dev.vitals.spi.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * All an engine needs to know.
 *
 * @param application the name reports carry
 * @param checks every check
 * @param owned what to close after the last run, besides the probes
 * @param scheduled whether checks run by themselves
 * @param deadline how long a report may wait for runs
 * @param startUpGrace for how long nothing worse than unknown is said where checks run by themselves
 * @param expertise what is known about causes, and judges reports
 * @param redactor applied to every text
 * @param statusListeners called at changes of a check's status
 * @param reportListeners called at changes of a verdict
 * @param time where time comes from
 * @param forcedLive the checks of shared scope that are let into liveness by name
 * @param deployment which build runs, as far as is known
 * @param precedents which incidents there have been; empty where none are kept
 */
public record EngineSettings(
        String application,
        List<Check> checks,
        List<? extends AutoCloseable> owned,
        boolean scheduled,
        Duration deadline,
        Duration startUpGrace,
        Expertise expertise,
        Redactor redactor,
        List<StatusListener> statusListeners,
        List<ReportListener> reportListeners,
        TimeSource time,
        Set<String> forcedLive,
        Supplier<Optional<Deployment>> deployment,
        Optional<Precedents> precedents) {
    /** Copies the collections. */
    public EngineSettings {
        checks = List.copyOf(checks);
        owned = List.copyOf(owned);
        statusListeners = List.copyOf(statusListeners);
        reportListeners = List.copyOf(reportListeners);
        forcedLive = Set.copyOf(forcedLive);
    }
}
