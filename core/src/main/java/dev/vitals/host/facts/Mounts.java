package dev.vitals.host.facts;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The table of mounts, as this process sees it. Read from the kernel's own table, which answers even when a mounted
 * file system does not.
 */
public record Mounts(List<Mount> all) {
    private static volatile Parsed last = new Parsed("", new Mounts(List.of()));

    private record Parsed(String table, Mounts mounts) {}

    /** One file system may be mounted in several places: the widest view of it, and of these the first, is its home. */
    public Mounts {
        Map<String, Mount> homes = new HashMap<>();
        for (Mount mount : all) {
            homes.merge(mount.device(), mount, (first, next) -> next.isWiderThan(first) ? next : first);
        }
        all = all.stream()
                .map(mount ->
                        mount.home(homes.getOrDefault(mount.device(), mount).point()))
                .toList();
    }

    public static Mounts read(Path root) throws IOException {
        return read(new KernelFiles(root));
    }

    static Mounts read(KernelFiles files) throws IOException {
        return parse(files.readLong("/proc/self/mountinfo"));
    }

    /** Every check of a path asks for the table, which is the same for days: it is taken apart when it has changed. */
    public static Mounts parse(String table) {
        Parsed known = last;
        if (!known.table().equals(table)) {
            known = new Parsed(
                    table,
                    new Mounts(table.lines()
                            .map(Mount::parse)
                            .flatMap(Optional::stream)
                            .toList()));
            last = known;
        }
        return known.mounts();
    }

    /** The mount an absolute path without symbolic links lies in: the innermost, and of these the last one mounted. */
    public Optional<Mount> holding(String path) {
        return all.stream()
                .filter(mount -> mount.holds(path))
                .reduce((best, next) -> next.point().length() >= best.point().length() ? next : best);
    }

    public boolean isPoint(String path) {
        return all.stream().anyMatch(mount -> mount.point().equals(path));
    }
}
