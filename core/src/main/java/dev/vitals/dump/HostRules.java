package dev.vitals.dump;

import dev.vitals.host.facts.Descriptors;
import dev.vitals.host.facts.KernelFile;
import dev.vitals.host.facts.KernelFiles;
import dev.vitals.host.facts.Tasks;
import dev.vitals.probe.Quantities;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;

/** What limits of the host give away: descriptors, threads, room. Limits are those of the probes, where there is one. */
final class HostRules {
    private HostRules() {}

    /** The limits of node-mixin. */
    static Judgement descriptors(Facts facts) {
        String rule = "FD_EXHAUSTION";
        return facts.find(Descriptors.class)
                .map(read -> Judgement.above(
                        rule,
                        read.ratio(),
                        0.7,
                        0.9,
                        read.open() + " of " + read.limit() + " file descriptors are open"
                                + facts.find(OpenFiles.class)
                                        .map(open -> ", most of them " + open.most())
                                        .orElse(""),
                        "host/open-files.txt counts them by kind: compare with an earlier or later bundle"))
                .orElseGet(() -> Judgement.unknown(rule, "open file descriptors cannot be counted here"));
    }

    /** 5 and 3 % are the limits of node-mixin. */
    static Judgement disk(Facts facts) {
        String rule = "DISK_FULL";
        Optional<Disks.Disk> fullest = facts.find(Disks.class).flatMap(Disks::fullest);
        return fullest.map(disk -> Judgement.above(
                        rule,
                        1 - disk.free(),
                        0.95,
                        0.97,
                        disk.place() + " has " + Quantities.percent(disk.free() * 100) + " free",
                        "df and du there"))
                .orElseGet(() -> Judgement.unknown(rule, "no file system could be seen"));
    }

    /** Room is left, and no file can be made: 10 and 3 % are the limits of the check {@code host.inodes}. */
    static Judgement inodes(Facts facts) {
        String rule = "INODES";
        Optional<InodesFile.Counts> counts = facts.find(InodesFile.Counts.class);
        return counts.flatMap(InodesFile.Counts::fullest)
                .map(fullest -> Judgement.above(
                        rule,
                        1 - fullest.inodes().share(),
                        0.9,
                        0.97,
                        fullest.words(),
                        "du -x --inodes there, sorted, finds the directories with the most files"))
                .orElseGet(() -> Judgement.unknown(
                        rule, counts.map(InodesFile.Counts::why).orElse("the file systems could not be seen")));
    }

    /** Processes and threads count alike. 80 and 95 % are the limits of the check {@code host.tasks}. */
    static Judgement threads(Path root) {
        String rule = "THREAD_LIMIT";
        double warn = 0.8;
        try {
            return Tasks.read(new KernelFiles(root), warn).bounds().stream()
                    .max(Comparator.comparingDouble(Tasks.Bound::ratio))
                    .map(bound -> Judgement.above(
                            rule,
                            bound.ratio(),
                            warn,
                            0.95,
                            bound.used() + " of " + bound.limit() + " processes and threads, by the limit of "
                                    + bound.where(),
                            "threads/threads-1.txt counts those of this process by pool; ps -eLf those of others"))
                    .orElseGet(() -> Judgement.unknown(rule, "no limit of processes and threads can be read"));
        } catch (IOException hidden) {
            return Judgement.unknown(rule, KernelFile.reason(hidden));
        }
    }

    static Judgement readOnly(Facts facts) {
        String rule = "READ_ONLY";
        return facts.find(Disks.class)
                .map(disks -> disks.all().stream()
                        .filter(Disks.Disk::readOnly)
                        .findFirst()
                        .map(disk -> Judgement.warn(
                                rule,
                                disk.place() + " is on a read-only file system",
                                "dmesg says why it was remounted"))
                        .orElseGet(() -> Judgement.pass(rule, "none of those looked at")))
                .orElseGet(() -> Judgement.unknown(rule, "no file system could be seen"));
    }
}
