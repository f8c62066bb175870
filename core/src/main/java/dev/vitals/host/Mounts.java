package dev.vitals.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is mounted where, as this process sees it. Read from the kernel's own table, which answers even when a mounted
 * file system does not.
 */
record Mounts(List<Mount> all) {
    /** A host with many containers has thousands of mounts. */
    private static final int CAP = 1024 * 1024;

    Mounts {
        all = List.copyOf(all);
    }

    static Mounts read(Path root) throws IOException {
        return parse(KernelFile.read(root.resolve("proc/self/mountinfo"), CAP));
    }

    static Mounts parse(String table) {
        return new Mounts(
                table.lines().map(Mount::parse).flatMap(Optional::stream).toList());
    }

    /** The mount an absolute path without symbolic links lies in: the innermost, and of these the last one mounted. */
    Optional<Mount> holding(String path) {
        return all.stream()
                .filter(mount -> mount.holds(path))
                .reduce((best, next) -> next.point().length() >= best.point().length() ? next : best);
    }

    boolean isPoint(String path) {
        return all.stream().anyMatch(mount -> mount.point().equals(path));
    }
}
