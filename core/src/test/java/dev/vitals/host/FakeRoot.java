package dev.vitals.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A directory that looks like the root of a Linux machine, as far as memory goes. */
final class FakeRoot {
    private final Path root;
    private final StringBuilder mounts = new StringBuilder();

    FakeRoot(Path root) throws IOException {
        this.root = root;
        memory(1000, 600);
    }

    MemoryProbe probe() {
        return MemoryProbe.under(root);
    }

    Path path(String absolute) {
        return root.resolve(absolute.substring(1));
    }

    FakeRoot file(String absolute, String content) throws IOException {
        Files.createDirectories(path(absolute).getParent());
        Files.writeString(path(absolute), content);
        return this;
    }

    FakeRoot memory(long totalMb, long availableMb) throws IOException {
        return file(
                "/proc/meminfo",
                "MemTotal:       " + totalMb * 1024 + " kB\nMemFree:        1 kB\nMemAvailable:   " + availableMb * 1024
                        + " kB\n");
    }

    FakeRoot groups(String... lines) throws IOException {
        return file("/proc/self/cgroup", String.join("\n", lines) + "\n");
    }

    FakeRoot mount(String rootInside, String point, String type, String superOptions) throws IOException {
        mounts.append("31 23 0:28 " + rootInside + " " + point + " rw,nosuid shared:1 - " + type + " " + type + " "
                + superOptions + "\n");
        Files.createDirectories(path(point));
        return file("/proc/self/mountinfo", mounts.toString());
    }

    FakeRoot v1(String directory, long limit, long usage, long cache) throws IOException {
        return file(directory + "/memory.limit_in_bytes", limit + "\n")
                .file(directory + "/memory.usage_in_bytes", usage + "\n")
                .file(
                        directory + "/memory.stat",
                        "cache 1\ninactive_file 7\ntotal_cache 1\ntotal_inactive_file " + cache + "\n");
    }

    FakeRoot v2(String directory, String limit, long usage, long cache) throws IOException {
        return file(directory + "/memory.max", limit + "\n")
                .file(directory + "/memory.current", usage + "\n")
                .file(directory + "/memory.stat", "anon 1\nfile 1\ninactive_file " + cache + "\n");
    }
}
