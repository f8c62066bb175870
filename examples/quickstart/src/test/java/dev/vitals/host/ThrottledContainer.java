package dev.vitals.host;

import dev.vitals.host.facts.KernelFiles;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The CPU probe over the files of a container that uses up its quota. A minute of their time passes with each run. */
public final class ThrottledContainer implements Probe {
    private static final int PERIODS_A_MINUTE = 600;

    private final Path root;
    private final CpuProbe probe;
    private int minute;

    public ThrottledContainer(Path root) throws IOException {
        this.root = root;
        this.probe = CpuProbe.from(new HostSource(root));
        file("proc/self/cgroup", "0::/app");
        file("proc/self/mountinfo", "31 23 0:28 / /sys/fs/cgroup rw,nosuid shared:1 - cgroup2 cgroup2 rw");
        file("proc/loadavg", "9 9 2 2/500 4711");
        file("sys/fs/cgroup/app/cpu.max", "50000 100000");
    }

    /** The first run sees counters, each later one how they have grown. */
    @Override
    public Result check(ProbeContext context) throws IOException {
        long used = minute * 30L;
        file("proc/stat", "cpu  " + used * 100 + " 0 0 " + minute * 21_000L + " 0 0 0 0 0 0\ncpu0 1 1 1 1 1 1 1 1 0 0");
        file(
                "sys/fs/cgroup/app/cpu.stat",
                "usage_usec " + used * 1_000_000 + "\nnr_periods " + minute * PERIODS_A_MINUTE + "\nnr_throttled "
                        + minute * PERIODS_A_MINUTE * 62 / 100);
        return probe.judge(new KernelFiles(root), minute++ * 60_000_000_000L);
    }

    private void file(String name, String content) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content + "\n");
    }
}
