package dev.vitals.dump;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Which parts a bundle has, in the order of collecting: what is worth most for its time comes first. */
final class Plan {
    private static final int STRIKES = 2;

    private final DumpSettings settings;
    private final DumpSources sources;
    private final Watched watched;
    private final Map<String, Integer> strikes = new ConcurrentHashMap<>();

    Plan(DumpSettings settings, DumpSources sources, Watched watched) {
        this.settings = settings;
        this.sources = sources;
        this.watched = watched;
    }

    /** Extras come last: they are dear, and what they cost is seen in what was collected before. */
    List<Collector> parts(DumpRequest request, ExtraFiles.HeapFile heap) {
        List<Collector> parts = parts();
        request.extras().stream().sorted().forEach(extra -> parts.add(ExtraFiles.of(extra, request, heap)));
        return parts;
    }

    private List<Collector> parts() {
        List<Collector> parts = new ArrayList<>(List.of(
                new HealthFiles.TextFile(sources.reports()),
                new ThreadFiles.DeadlocksFile(),
                ThreadsCollector.first(),
                new ThreadFiles.LocksFile(),
                new HealthFiles.JsonFile(),
                new HealthFiles.HistoryFile(watched.trends()),
                new HealthFiles.PoolsFile(),
                new IncidentFiles.TimelineFile(sources.incidents()),
                new IncidentFiles.DraftFile(sources.incidents()),
                new JvmFiles.MemoryFile(),
                new JvmFiles.GcFile(watched.collections(), watched.trends()),
                new JvmFiles.RuntimeFile(),
                CommandFile.FLAGS,
                new HostFiles.ProcFile(),
                new HostFiles.CgroupFile(),
                new HostFiles.DiskFile(settings.directories()),
                new AppFiles.ConfigurationFile(settings.configuration(), settings.shown()),
                new BuildFile(),
                new AppFiles.VersionsFile()));
        settings.errors().ifPresent(errors -> parts.add(new ErrorsFile(errors)));
        settings.meters().ifPresent(meters -> parts.add(new MetersFile(meters, givenUp(MetersFile.FILE))));
        settings.contributors().stream()
                .sorted(Comparator.comparing(Contribution::cost))
                .forEach(one -> parts.add(contributor(one)));
        parts.add(new HealthFiles.DiagnosisFile(sources.diagnoser()));
        parts.add(ThreadsCollector.second());
        parts.add(new ThreadFiles.HottestFile());
        parts.add(new Judging(watched.trends()));
        return parts;
    }

    private Collector contributor(Contribution one) {
        return new AppFiles.ContributorFile(one, givenUp(one.file()));
    }

    private boolean givenUp(String file) {
        return strikes.getOrDefault(file, 0) >= STRIKES;
    }

    /** Remembers where the application's own code hung or failed. */
    void learn(List<Section> sections) {
        Set<String> foreign =
                settings.contributors().stream().map(Contribution::file).collect(Collectors.toCollection(HashSet::new));
        foreign.add(MetersFile.FILE);
        sections.stream()
                .filter(section -> foreign.contains(section.file()))
                .filter(section ->
                        section.state() == DumpSection.State.FAILED || section.state() == DumpSection.State.TIMED_OUT)
                .forEach(section -> strikes.merge(section.file(), 1, Integer::sum));
    }
}
