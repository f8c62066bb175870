package dev.vitals.host.facts;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How many processes and threads there may be, and are. The kernel counts both alike.
 *
 * @param bounds each limit that applies
 * @param own how many threads this process has
 * @param refused how often the kernel has refused one to this process's control group, or to those around it; empty if
 *     it does not count
 */
public record Tasks(List<Bound> bounds, OptionalLong own, OptionalLong refused) {
    public Tasks {
        bounds = List.copyOf(bounds);
    }

    /** Who sets a limit. */
    public enum Kind {
        /** The limit of a control group. */
        CONTAINER,
        /** The limit of the user this process runs as. */
        USER,
        /** The limit of the kernel. */
        MACHINE
    }

    /**
     * One limit.
     *
     * @param kind who sets it
     * @param where the group's directory, or the kernel's name for the limit
     * @param used how many count against it
     * @param limit how many there may be; positive
     */
    public record Bound(Kind kind, String where, long used, long limit) {
        public double ratio() {
            return (double) used / limit;
        }
    }

    /**
     * Reads the limits.
     *
     * @param userShare the share of the user's limit from which its tasks are counted one by one, which is dear; below, as
     *     many as the whole machine has are few enough
     * @throws IOException if the kernel's files cannot be read
     */
    public static Tasks read(KernelFiles files, double userShare) throws IOException {
        long all = HostCpu.read(files).tasks();
        String status = files.read("/proc/self/status");
        List<Bound> bounds = new ArrayList<>();
        OptionalLong refused = OptionalLong.empty();
        Optional<CgroupDirectory> groups = files.group("pids");
        for (Path group : groups.map(CgroupDirectory::upwards).orElse(List.of())) {
            group(group, files).ifPresent(bounds::add);
            // In version 1 each group counts those of its own, in version 2 a group counts those below it too.
            OptionalLong more = files.find(group.resolve("pids.events"), "max");
            refused = more.isPresent() ? OptionalLong.of(Math.max(refused.orElse(0), more.getAsLong())) : refused;
        }
        for (String name : List.of("threads-max", "pid_max")) {
            OptionalLong most = files.number(files.path("/proc/sys/kernel/" + name));
            if (most.orElse(0) > 0) {
                bounds.add(new Bound(Kind.MACHINE, "kernel." + name, all, most.getAsLong()));
            }
        }
        user(files, status, all, userShare).ifPresent(bounds::add);
        return new Tasks(bounds, KernelFile.find(status, "Threads"), refused);
    }

    private static Optional<Bound> group(Path group, KernelFiles files) {
        OptionalLong most = files.number(group.resolve("pids.max"));
        OptionalLong used = files.number(group.resolve("pids.current"));
        return most.orElse(0) > 0 && used.isPresent()
                ? Optional.of(new Bound(Kind.CONTAINER, group.toString(), used.getAsLong(), most.getAsLong()))
                : Optional.empty();
    }

    /** The superuser is not bound by its limit. */
    private static Optional<Bound> user(KernelFiles files, String status, long all, double share) throws IOException {
        OptionalLong most = ProcessLimits.find(files.read("/proc/self/limits"), "Max processes");
        OptionalLong uid = KernelFile.find(status, "Uid");
        if (most.orElse(0) <= 0 || uid.orElse(0) == 0 || all < share * most.getAsLong()) {
            return Optional.empty();
        }
        long used = 0;
        for (Processes.Seen process : Processes.read(files.root()).all()) {
            boolean same = KernelFile.find(files.path("/proc/" + process.pid() + "/status"), "Uid")
                    .equals(uid);
            used += same ? process.threads() : 0;
        }
        return Optional.of(new Bound(Kind.USER, "uid " + uid.getAsLong(), used, most.getAsLong()));
    }
}
