package dev.vitals.host;

import dev.vitals.probe.Cause;
import dev.vitals.spi.CauseLink;
import java.util.ArrayList;
import java.util.List;

/** What the findings about this machine explain. */
final class HostLinks {
    /** Answers that come, but late. What timed out is not among them: a pause of a tenth of a second does not do that. */
    private static final List<String> SLOW = List.of(
            "db.slow",
            "redis.slow",
            "redis.commands.slow",
            "http.slow",
            "tcp.slow",
            "dns.slow",
            "disk.slow",
            "probe.starved");

    private static final String STOOD_STILL = "jvm.paused";

    private static final List<Cause> SHORT_OF_CPU = List.of(
            MachineCauses.CPU_THROTTLED, MachineCauses.CPU_STOLEN, MachineCauses.CPU_HIGH, MachineCauses.CPU_PRESSURE);

    private HostLinks() {}

    static List<CauseLink> all() {
        List<CauseLink> links = new ArrayList<>(List.of(CauseLink.anywhere(
                HostCauses.DISK_HUNG.code(),
                "db.file-hung",
                "a hung disk explains a database file that does not answer")));
        full(links, HostCauses.DISK_FULL, "a full disk");
        full(links, FileCauses.INODES_EXHAUSTED, "a file system without room for files");
        full(links, HostCauses.DISK_READ_ONLY, "a read-only disk");
        slow(links);
        shortOfMemory(links);
        shortOfDescriptors(links);
        return links;
    }

    private static void full(List<CauseLink> links, Cause cause, String words) {
        sameHost(links, cause, "db.read-only", words + " explains a database that refuses writes on the same host");
        sameHost(links, cause, "db.out-of-resources", words + " explains a database out of resources on the same host");
        sameHost(links, cause, "redis.misconf", words + " explains a Redis that cannot save on the same host");
        sameHost(
                links,
                cause,
                "redis.persistence.failed",
                words + " explains a Redis whose saves fail on the same host");
    }

    /** Each also explains its lesser signs, so that one shortage is one root. */
    private static void slow(List<CauseLink> links) {
        for (Cause cause : SHORT_OF_CPU) {
            for (String effect : SLOW) {
                links.add(CauseLink.anywhere(
                        cause.code(), effect, "a process that gets too little CPU finds everything slow"));
            }
            sameHost(links, cause, STOOD_STILL, "too little CPU explains a virtual machine that stands still");
        }
        for (Cause cause : List.of(MachineCauses.CPU_THROTTLED, MachineCauses.CPU_STOLEN, MachineCauses.CPU_HIGH)) {
            sameHost(links, cause, MachineCauses.CPU_PRESSURE.code(), "too little CPU explains tasks that wait for it");
        }
        sameHost(
                links,
                MachineCauses.CPU_HIGH,
                MachineCauses.CPU_LOAD.code(),
                "too little CPU explains tasks that wait for it");
        sameHost(
                links,
                MachineCauses.IO_PRESSURE,
                MachineCauses.CPU_LOAD.code(),
                "tasks that wait for disks count in the load");
        sameHost(
                links,
                MachineCauses.MEMORY_SWAPPING,
                STOOD_STILL,
                "memory that is on disk explains a virtual machine that stands still");
        sameHost(links, MachineCauses.IO_PRESSURE, "disk.slow", "an overloaded disk answers slowly");
    }

    private static void shortOfMemory(List<CauseLink> links) {
        for (Cause cause : List.of(HostCauses.MEMORY_EXHAUSTED, HostCauses.MEMORY_HIGH, HostCauses.MEMORY_OOM_KILLS)) {
            sameHost(links, cause, MachineCauses.MEMORY_PRESSURE.code(), "a lack of memory makes tasks wait for it");
            sameHost(links, cause, MachineCauses.MEMORY_SWAPPING.code(), "a lack of memory makes the kernel swap");
            sameHost(links, cause, MachineCauses.MEMORY_SWAP_FULL.code(), "a lack of memory makes the kernel swap");
        }
        for (Cause cause : List.of(MachineCauses.MEMORY_SWAPPING, MachineCauses.MEMORY_SWAP_FULL)) {
            sameHost(
                    links,
                    cause,
                    MachineCauses.MEMORY_PRESSURE.code(),
                    "memory that is on disk makes tasks wait for it");
        }
    }

    /** What is refused for lack of one does not say so in a code. */
    private static void shortOfDescriptors(List<CauseLink> links) {
        Cause cause = MachineCauses.DESCRIPTORS_EXHAUSTED;
        for (String effect : List.of(
                HostCauses.MEMORY_UNREADABLE.code(),
                HostCauses.DISK_UNREADABLE.code(),
                MachineCauses.HOST_UNREADABLE.code())) {
            sameHost(links, cause, effect, "without a file descriptor no file can be read");
        }
        sameHost(
                links,
                MachineCauses.SOCKETS_CLOSE_WAIT,
                cause.code(),
                "connections that are not closed use up the file descriptors");
    }

    private static void sameHost(List<CauseLink> links, Cause cause, String effect, String words) {
        links.add(CauseLink.sameHost(cause.code(), effect, words));
    }
}
