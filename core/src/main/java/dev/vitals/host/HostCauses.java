package dev.vitals.host;

import dev.vitals.probe.Cause;
import dev.vitals.probe.Cause.Kind;
import dev.vitals.spi.CauseLink;
import dev.vitals.spi.Knowledge;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the probes of the host can find.
 *
 * @since 0.1.0
 */
public final class HostCauses implements Knowledge {
    static final Cause DISK_FULL = Cause.of(
            "disk.full",
            Kind.EXHAUSTED,
            "disk is full or nearly full",
            "Hardly any space is left for this process on the file system. Uploads, logs, temporary files and"
                    + " databases on it fail, or soon will.",
            "find what takes up the space: the largest directories of this file system",
            "check for deleted files that a process still holds open: their space comes back when it closes them",
            "delete what is not needed, or enlarge the file system");
    static final Cause DISK_LOW = Cause.of(
            "disk.low",
            Kind.EXHAUSTED,
            "disk is filling up",
            "Little space is left for this process on the file system. Once it is full, uploads, logs, temporary"
                    + " files and databases on it fail.",
            "find what takes up the space: the largest directories of this file system",
            "check for deleted files that a process still holds open: their space comes back when it closes them",
            "delete what is not needed, or enlarge the file system");
    static final Cause DISK_FILLING = Cause.of(
            "disk.filling",
            Kind.EXHAUSTED,
            "disk will be full in hours",
            "The file system fills up steadily, and at this rate it will be full soon: a log without bounds, a dump, an"
                    + " import.",
            "find what grows: the largest directories of this file system, twice",
            "stop it, or make room before it is full");
    static final Cause DISK_READ_ONLY = Cause.of(
            "disk.read-only",
            Kind.UNAVAILABLE,
            "disk refuses writes",
            "The file system is mounted read-only. Unless that is intended, the kernel has most likely remounted it"
                    + " after an I/O error.",
            "find the error that made the kernel remount it",
            "check the disk before mounting it for writing again",
            "if it is meant to be read-only, allow that on this check");
    static final Cause DISK_MISSING = Cause.of(
            "disk.missing",
            Kind.UNAVAILABLE,
            "path does not exist",
            "The path that the check names does not exist. Often its file system is no longer mounted.",
            "check whether the path's file system is mounted",
            "if it is, create the path, or correct the configuration that names it");
    static final Cause DISK_SLOW = Cause.of(
            "disk.slow",
            Kind.SLOW,
            "disk answers slowly",
            "The file system took long to report its free space, which normally takes microseconds. The disk, or the"
                    + " server or network behind it, is overloaded or failing.",
            "check the load of the disk, or of the server and network behind it",
            "search the kernel's log for errors of the disk");
    static final Cause DISK_HUNG = Cause.of(
            "disk.hung",
            Kind.UNREACHABLE,
            "disk does not answer",
            "A call into the file system does not return, most often because the server behind a network mount is"
                    + " gone. Every thread that touches the file system gets stuck, and interrupting it has no"
                    + " effect.",
            "bring the server or device behind the mount back",
            "as a last resort, give the mount up: umount -f -l");
    static final Cause DISK_PERMISSION = Cause.of(
            "disk.permission",
            Kind.UNKNOWN,
            "no right to reach the path",
            "This process may not enter a directory on the way to the path, so the check knows nothing about its"
                    + " file system.",
            "let the user of this process enter the directories on the way");
    static final Cause DISK_UNREADABLE = Cause.of(
            "disk.unreadable",
            Kind.UNKNOWN,
            "disk could not be checked",
            "The file system reported no size, or an error, so the check does not know how full it is.",
            "read the error: it names what the system refused",
            "check whether the path is on a disk at all: some file systems of the kernel have no size");
    static final Cause MEMORY_EXHAUSTED = Cause.of(
            "memory.exhausted",
            Kind.EXHAUSTED,
            "memory is nearly used up",
            "Hardly any memory is left below the container's limit or, without one, on the machine. The kernel is"
                    + " about to kill a process, possibly this one.",
            "find the processes that use the most memory",
            "raise the container's limit, or give the heap a smaller part of it");
    static final Cause MEMORY_OOM_KILLS = Cause.of(
            "memory.oom-kills",
            Kind.FAILING,
            "kernel killed a process for lack of memory",
            "Memory ran out in this container or, without a limit, on this machine, and the kernel killed a process"
                    + " to free some. Unless something changes, it will do so again.",
            "find out which process was killed: the kernel's log names it",
            "raise the container's limit, or give the heap a smaller part of it");
    static final Cause MEMORY_HIGH = Cause.of(
            "memory.high",
            Kind.EXHAUSTED,
            "memory is filling up",
            "Little memory is left below the container's limit or, without one, on the machine. Pages that the"
                    + " kernel can reclaim are not counted.",
            "find the processes that use the most memory",
            "raise the container's limit, or give the heap a smaller part of it");
    static final Cause MEMORY_EVICTION = Cause.of(
            "memory.eviction",
            Kind.EXHAUSTED,
            "node is about to evict pods",
            "Little memory is left on the node, as the kubelet counts it. Below its threshold it evicts pods, those"
                    + " first that use more than they asked for. It counts file cache that is read often as used.",
            "find the pods that use the most memory on the node",
            "raise the memory request of this pod to what it uses, so that others are evicted first",
            "add a node");
    static final Cause MEMORY_UNREADABLE = Cause.of(
            "memory.unreadable",
            Kind.UNKNOWN,
            "memory could not be checked",
            "The kernel's numbers, or a limit that may exist, could not be read.",
            "if control groups are hidden from this process, mount their file system read-only at /sys/fs/cgroup");
    static final Cause MEMORY_UNSUPPORTED = Cause.of(
            "memory.unsupported",
            Kind.UNKNOWN,
            "memory cannot be checked on this system",
            "The check reads /proc, which exists on Linux only.",
            "leave the check out on this system");

    private static final List<Cause> OWN = List.of(
            DISK_FULL,
            DISK_LOW,
            DISK_FILLING,
            DISK_READ_ONLY,
            DISK_MISSING,
            DISK_SLOW,
            DISK_HUNG,
            DISK_PERMISSION,
            DISK_UNREADABLE,
            MEMORY_EXHAUSTED,
            MEMORY_OOM_KILLS,
            MEMORY_HIGH,
            MEMORY_EVICTION,
            MEMORY_UNREADABLE,
            MEMORY_UNSUPPORTED);

    /** For the service loader. */
    public HostCauses() {}

    @Override
    public List<Cause> causes() {
        return Stream.of(OWN, MachineCauses.ALL, FileCauses.ALL)
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public List<CauseLink> links() {
        return HostLinks.all();
    }
}
