package dev.vitals.dump;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Which parts a bundle has, in the order of collecting: what is worth most for its time comes first. */
final class Plan {
    private static final int STRIKES = 2;

    private final DumpChoices settings;
    private final DumpSources sources;
    private final Watched watched;
    private final Map<String, Integer> strikes = new ConcurrentHashMap<>();

    Plan(DumpChoices settings, DumpSources sources, Watched watched) {
        this.settings = settings;
        this.sources = sources;
        this.watched = watched;
    }

    /** Extras come last: they are dear, and what they cost is seen in what was collected before. */
    List<Collector> parts(DumpRequest request, Beside beside) {
        List<Collector> parts = new ArrayList<>(first());
        settings.errors.ifPresent(errors -> parts.add(new ErrorsFile(errors)));
        parts.addAll(applications());
        parts.addAll(last());
        request.extras().stream().sorted().forEach(extra -> parts.add(ExtraFiles.of(extra, request, beside)));
        return parts;
    }

    /** What can be collected without running the application's code, for nobody to read. */
    List<Collector> rehearsal(DumpRequest request, Beside beside) {
        List<Collector> parts = parts(request, beside);
        parts.removeAll(applications());
        return parts;
    }

    private List<Collector> first() {
        return List.of(
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
                CommandsFile.AT_WORK,
                new HostFiles.ProcFile(),
                new HostFiles.CgroupFile(),
                new OpenFiles.KindsFile(),
                new HostFiles.DiskFile(settings.directories),
                new InodesFile(),
                new AppFiles.ConfigurationFile(settings.configuration, settings.shown),
                new BuildFile(),
                new AppFiles.VersionsFile());
    }

    private List<Collector> applications() {
        List<Collector> parts = new ArrayList<>();
        settings.meters.ifPresent(meters -> parts.add(new MetersFile(meters, givenUp(MetersFile.FILE))));
        settings.contributors.stream()
                .sorted(Comparator.comparing(Contribution::cost))
                .forEach(one -> parts.add(contributor(one)));
        parts.add(new HealthFiles.DiagnosisFile(sources.diagnoser()));
        return parts;
    }

    private List<Collector> last() {
        return List.of(ThreadsCollector.second(), new ThreadFiles.HottestFile(), new Judging(watched.trends()));
    }

    private Collector contributor(Contribution one) {
        return new AppFiles.ContributorFile(one, givenUp(one.file()));
    }

    private boolean givenUp(String file) {
        return strikes.getOrDefault(file, 0) >= STRIKES;
    }

    /** Remembers where the application's own code hung or failed. */
    void learn(List<Section> sections) {
        sections.stream()
                .filter(section -> foreignFiles().contains(section.file()))
                .filter(section -> !section.took().isZero()) // else it was not begun
                .filter(section ->
                        section.state() == DumpSection.State.FAILED || section.state() == DumpSection.State.TIMED_OUT)
                .forEach(section -> strikes.merge(section.file(), 1, Integer::sum));
    }

    private Set<String> foreignFiles() {
        Set<String> files =
                settings.contributors.stream().map(Contribution::file).collect(Collectors.toSet());
        files.add(MetersFile.FILE);
        return files;
    }
}
