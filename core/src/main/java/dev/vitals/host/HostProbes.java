package dev.vitals.host;

import dev.vitals.probe.Check;
import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Impact;
import dev.vitals.probe.ProbeSet;
import dev.vitals.probe.family.Family;
import dev.vitals.probe.family.Member;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Everything we know how to check about the machine or container this process runs in, without being told more.
 *
 * <pre>{@code
 * Vitals.builder("orders")
 *         .add(HostProbes.standard()
 *                 .limits(MemoryLimits.class, l -> l.used(Threshold.ratioAbove(0.85, 0.95)))
 *                 .policy("disk", c -> c.impact(Impact.CRITICAL)))
 * }</pre>
 *
 * <h2>Checks</h2>
 *
 * <ul>
 *   <li>{@code host.disk}, major: the file system of the working directory has room, and no error made it read-only; see
 *       {@link DiskProbe}, with which other directories are added as checks of their own.
 *   <li>{@code host.temp}, minor: the same for the temporary directory, {@code java.io.tmpdir}: uploads and native
 *       libraries go there first.
 *   <li>{@code host.memory}, major: the container, or else the machine, has memory left; see {@link MemoryProbe}.
 *   <li>{@code host.cpu}, major: the container's quota, or else the machine, has processor time left, and the quota does
 *       not stop it; see {@link CpuProbe}.
 *   <li>{@code host.pressure}, major: tasks do not stand still for lack of memory, processors or disks; see
 *       {@link PressureProbe}.
 *   <li>{@code host.swap}, minor: memory is not read back from disk; see {@link SwapProbe}.
 *   <li>{@code host.descriptors}, major: files and sockets can be opened; see {@link DescriptorProbe}.
 *   <li>{@code host.tasks}, major: there may be more processes and threads; see {@link TaskProbe}.
 *   <li>{@code host.sockets}, minor: sockets have memory and ports, and are closed; see {@link SocketProbe}.
 *   <li>{@code host.clock}, minor: the clock does not jump; see {@link ClockProbe}.
 *   <li>{@code host.inodes}, major, only {@linkplain #with with("inodes")} since it runs a command: the file system of the
 *       working directory has room for files; see {@link InodeProbe}.
 *   <li>{@code host.writable}, major, only {@linkplain #with with("writable")} since it writes: the working directory takes
 *       files; see {@link WriteProbe}.
 * </ul>
 *
 * <p>Most read the kernel's files under Linux. Elsewhere the virtual machine knows how busy the processors are and, on
 * macOS, the descriptors; the clock and the disk are checked everywhere; the rest is {@code UNKNOWN} and says why.
 *
 * <p>Checks of other directories, of their size and of the age of their files are added one by one: {@link DiskProbe},
 * {@link InodeProbe}, {@link WriteProbe}, {@link DirectoryProbe}, {@link FilesProbe}.
 *
 * <p>None is critical, so none takes this instance out of traffic, and none is in a group that restarts it, unless its
 * policy is changed: a restart does not free a disk. All are of the scope {@link dev.vitals.probe.Scope#LOCAL}.
 *
 * <p>Those that run in the same second share one reading of each file, which is never older.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class HostProbes implements ProbeSet<HostProbes> {
    private final Family family;
    private final List<Check> checks;

    private HostProbes(Family family) {
        this.family = family;
        this.checks = family.checks();
    }

    /**
     * Returns all checks, with their default limits. Reads nothing yet.
     *
     * @return the checks, which remember what they have seen, so that each call returns others
     */
    public static HostProbes standard() {
        return from(HostSource.SHARED);
    }

    static HostProbes from(HostSource source) {
        return new HostProbes(new Family(
                "host",
                List.of(
                        Member.of("disk", Impact.MAJOR, DiskLimits.DEFAULT, limits -> disk("", limits)),
                        Member.of(
                                "temp",
                                Impact.MINOR,
                                DiskLimits.DEFAULT,
                                limits -> disk(System.getProperty("java.io.tmpdir", ""), limits)),
                        Member.of(
                                "memory",
                                Impact.MAJOR,
                                MemoryLimits.DEFAULT,
                                limits -> MemoryProbe.from(source).limits(before -> limits)),
                        Member.of(
                                "cpu",
                                Impact.MAJOR,
                                CpuLimits.DEFAULT,
                                limits -> CpuProbe.from(source).limits(before -> limits)),
                        Member.of(
                                "pressure",
                                Impact.MAJOR,
                                PressureLimits.DEFAULT,
                                limits -> PressureProbe.from(source).limits(before -> limits)),
                        Member.of(
                                "swap",
                                Impact.MINOR,
                                SwapLimits.DEFAULT,
                                limits -> SwapProbe.from(source).limits(before -> limits)),
                        Member.of(
                                "descriptors",
                                Impact.MAJOR,
                                DescriptorLimits.DEFAULT,
                                limits -> DescriptorProbe.from(source).limits(before -> limits)),
                        Member.of(
                                "tasks",
                                Impact.MAJOR,
                                TaskLimits.DEFAULT,
                                limits -> TaskProbe.from(source).limits(before -> limits)),
                        Member.of(
                                "sockets",
                                Impact.MINOR,
                                SocketLimits.DEFAULT,
                                limits -> SocketProbe.from(source).limits(before -> limits)),
                        Member.of(
                                "clock",
                                Impact.MINOR,
                                ClockLimits.DEFAULT,
                                limits -> ClockProbe.create().limits(before -> limits)),
                        Member.optional(
                                "inodes",
                                Impact.MAJOR,
                                InodeLimits.DEFAULT,
                                limits -> InodeProbe.at(Path.of("")).limits(before -> limits)),
                        Member.optional(
                                "writable",
                                Impact.MAJOR,
                                WriteLimits.DEFAULT,
                                limits -> WriteProbe.into(Path.of("")).limits(before -> limits)))));
    }

    private static DiskProbe disk(String directory, DiskLimits limits) {
        return DiskProbe.at(Path.of(directory)).allowReadOnlyMount().limits(before -> limits);
    }

    @Override
    public HostProbes with(String... names) {
        return new HostProbes(family.with(names));
    }

    @Override
    public HostProbes without(String... names) {
        return new HostProbes(family.without(names));
    }

    @Override
    public HostProbes policy(String check, UnaryOperator<CheckPolicy> change) {
        return new HostProbes(family.policy(check, change));
    }

    @Override
    public <T extends CheckLimits> HostProbes limits(Class<T> type, UnaryOperator<T> change) {
        return new HostProbes(family.limits(type, change));
    }

    @Override
    public List<Check> checks() {
        return checks;
    }

    @Override
    public List<String> faults() {
        return family.faults();
    }
}
