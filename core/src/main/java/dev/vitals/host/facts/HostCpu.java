package dev.vitals.host.facts;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Arrays;
import java.util.List;

/**
 * The processors of the machine.
 *
 * @param busy the time spent working, all processors together, in ticks since the start
 * @param stolen the part of the time, in ticks, that the hypervisor gave to other machines
 * @param total all time, in ticks
 * @param processors how many there are; positive
 * @param load the average number of tasks that ran, or wanted to, over the last 15 minutes
 * @param tasks how many threads there are on the whole machine
 */
public record HostCpu(long busy, long stolen, long total, int processors, double load, long tasks) {
    /** user, nice, system, idle, iowait, irq, softirq, steal; guest time is part of the first two. */
    private static final int TIMES = 8;

    private static final int IDLE = 3;
    private static final int WAITING = 4;
    private static final int STOLEN = 7;

    /**
     * Reads them.
     *
     * @throws IOException if the kernel's files cannot be read or make no sense
     */
    public static HostCpu read(KernelFiles files) throws IOException {
        List<String> lines = files.readLong("/proc/stat")
                .lines()
                .takeWhile(line -> line.startsWith("cpu"))
                .toList();
        String[] load = files.read("/proc/loadavg").strip().split("[ /]", -1);
        try {
            long[] times = Arrays.stream(lines.get(0).split(" +", -1))
                    .skip(1)
                    .limit(TIMES)
                    .mapToLong(Long::parseLong)
                    .toArray();
            long total = Arrays.stream(times).sum();
            return new HostCpu(
                    total - times[IDLE] - times[WAITING] - times[STOLEN],
                    times[STOLEN],
                    total,
                    Math.max(1, lines.size() - 1),
                    Double.parseDouble(load[2]),
                    Long.parseLong(load[4]));
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new FileSystemException("/proc/stat or /proc/loadavg", null, "is not as expected");
        }
    }
}
