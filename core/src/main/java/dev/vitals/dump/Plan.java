package dev.vitals.dump;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

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
                new AppFiles.VersionsFile()));
        settings.contributors().stream()
                .sorted(Comparator.comparing(DumpContributor::cost))
                .forEach(one -> parts.add(contributor(one)));
        parts.add(new HealthFiles.DiagnosisFile(sources.diagnoser()));
        parts.add(ThreadsCollector.second());
        parts.add(new ThreadFiles.HottestFile());
        parts.add(new Judging(watched.trends()));
        return parts;
    }

    private Collector contributor(DumpContributor one) {
        return new AppFiles.ContributorFile(one, strikes.getOrDefault(one.name(), 0) >= STRIKES);
    }

    /** Remembers which contributors hung or failed. */
    void learn(List<Section> sections) {
        for (DumpContributor one : settings.contributors()) {
            sections.stream()
                    .filter(section -> section.file().equals(AppFiles.ContributorFile.file(one)))
                    .filter(section -> section.state() == DumpSection.State.FAILED
                            || section.state() == DumpSection.State.TIMED_OUT)
                    .forEach(section -> strikes.merge(one.name(), 1, Integer::sum));
        }
    }
}
