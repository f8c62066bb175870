package dev.vitals.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A directory that looks like the root of a Linux machine, as far as the checks look at it. */
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

    /** A machine with four processors, at rest, and what every process sees of itself. */
    FakeRoot machine() throws IOException {
        return cpu(0, 0, 0, 0)
                .file("/proc/self/status", "Name:\tjava\nThreads:\t20\nUid:\t0\t0\t0\t0\n")
                .file("/proc/self/limits", limits("unlimited", "1000"))
                .file("/proc/sys/kernel/threads-max", "10000\n")
                .file("/proc/sys/kernel/pid_max", "20000\n");
    }

    static String limits(String processes, String files) {
        return String.format(
                "%-26s%-21s%-21s%s%n%-26s%-21s%-21s%s%n%-26s%-21s%-21s%s%n",
                "Limit",
                "Soft Limit",
                "Hard Limit",
                "Units",
                "Max processes",
                processes,
                "unlimited",
                "processes",
                "Max open files",
                files,
                "unlimited",
                "files");
    }

    /** Seconds of all four processors since the start. */
    FakeRoot cpu(long busy, long idle, long stolen, double load) throws IOException {
        StringBuilder stat = new StringBuilder();
        stat.append("cpu  ").append(busy * 100).append(" 0 0 ").append(idle * 100);
        stat.append(" 0 0 0 ").append(stolen * 100).append(" 0 0\n");
        for (int i = 0; i < 4; i++) {
            stat.append("cpu").append(i).append(" 1 1 1 1 1 1 1 1 0 0\n");
        }
        return file("/proc/stat", stat + "intr 5\n").file("/proc/loadavg", "9 9 " + load + " 2/500 4711\n");
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
