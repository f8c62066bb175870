package dev.vitals.dump;

import dev.vitals.errors.RecentErrors;
import dev.vitals.meter.MeterReadings;
import dev.vitals.report.Severity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The values behind {@link DumpSettings}, with their defaults. Mutable while {@code DumpSettings} fills in a fresh copy, and
 * never changed once another object can see it.
 */
final class DumpChoices {
    List<Path> directories = List.of();
    int kept = 10;
    long keptBytes = 200L << 20;
    Optional<Severity> automatic = Optional.of(Severity.P1);
    Duration apart = Duration.ofMinutes(1);
    Duration automaticApart = Duration.ofMinutes(10);
    Duration quiet = Duration.ofMinutes(5);
    Duration deadline = Duration.ofSeconds(5);
    long bytes = 10L << 20;
    List<Contribution> contributors = List.of();
    Map<String, String> configuration = Map.of();
    Set<String> shown = Set.of();
    Optional<RecentErrors> errors = Optional.empty();
    Optional<MeterReadings> meters = Optional.empty();
    boolean redacted = true;

    DumpChoices copy() {
        DumpChoices copy = new DumpChoices();
        copy.directories = directories;
        copy.kept = kept;
        copy.keptBytes = keptBytes;
        copy.automatic = automatic;
        copy.apart = apart;
        copy.automaticApart = automaticApart;
        copy.quiet = quiet;
        copy.deadline = deadline;
        copy.bytes = bytes;
        copy.contributors = contributors;
        copy.configuration = configuration;
        copy.shown = shown;
        copy.errors = errors;
        copy.meters = meters;
        copy.redacted = redacted;
        return copy;
    }
}
