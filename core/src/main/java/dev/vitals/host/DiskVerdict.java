package dev.vitals.host;

import dev.vitals.host.facts.Mount;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Subject;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Unit;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Optional;

/** Turns what was found about a disk into a result. */
record DiskVerdict(Path path, DiskLimits limits, boolean readOnlyAllowed) {
    Result judge(DiskState disk) {
        // An error shows as a size of 0 where the JDK has no better way to report it.
        if (disk.total() <= 0) {
            return aboutServer(
                    disk.mount(),
                    Result.unknown(HostCauses.DISK_UNREADABLE, "the file system of " + path + " gives no size"));
        }
        if (disk.readOnly()) {
            return readOnlyAllowed ? Result.up("read-only, as allowed") : readOnly(disk);
        }
        Threshold usable = limits.usableOf(disk.total());
        Result result = observed(spaceOrSpeed(disk, usable), disk, usable);
        if (result.cause().equals(HostCauses.DISK_SLOW.code())) {
            return aboutServer(disk.mount(), result);
        }
        return result.status() == Status.UP ? result : about(disk.mount(), result);
    }

    private Result spaceOrSpeed(DiskState disk, Threshold usable) {
        Status space = usable.judge((double) disk.usable());
        Status speed = limits.answer().judge(disk.answer());
        return speed.compareTo(space) > 0 ? slow(disk, speed) : space(disk, space, usable);
    }

    private Result slow(DiskState disk, Status status) {
        return Result.of(
                status,
                HostCauses.DISK_SLOW,
                "took " + Quantities.duration(disk.answer()) + " to answer"
                        + limits.answer().suffix(status));
    }

    private Result space(DiskState disk, Status status, Threshold usable) {
        String summary = Unit.RATIO.show(ratio(disk)) + " free: " + Quantities.bytes(disk.usable()) + " of "
                + Quantities.bytes(disk.total()) + usable.suffix(status);
        return switch (status) {
            case UP, UNKNOWN -> Result.up(summary);
            case DEGRADED -> DiskRemedies.space(Result.degraded(HostCauses.DISK_LOW, summary), path, disk.mount());
            case DOWN -> DiskRemedies.space(Result.down(HostCauses.DISK_FULL, summary), path, disk.mount());
        };
    }

    private Result observed(Result result, DiskState disk, Threshold usable) {
        return result.observe(Observation.bytes("disk.usable", disk.usable()).against(usable))
                .observe(Observation.ratio("disk.usable.ratio", ratio(disk)))
                .observe(Observation.bytes("disk.total", disk.total()))
                .observe(Observation.duration("disk.answer", disk.answer()).against(limits.answer()));
    }

    private static double ratio(DiskState disk) {
        return (double) disk.usable() / disk.total();
    }

    private Result readOnly(DiskState disk) {
        Result result = Result.down(HostCauses.DISK_READ_ONLY, "the file system of " + path + " is mounted read-only");
        return about(disk.mount(), DiskRemedies.readOnly(result));
    }

    /** About the first part of the path that is missing: whatever lies below it is missing with it. */
    Result missing(String first) {
        String where = first.equals(path.toString()) ? "" : ": " + first + " is missing";
        return DiskRemedies.missing(Result.down(HostCauses.DISK_MISSING, path + " does not exist" + where))
                .about(Subject.file(first));
    }

    /** Another check is stuck in the file system. */
    Result hung(HungMountException hung) {
        return hung(
                Optional.of(hung.mount()),
                hung.holder() + " has been stuck for " + Quantities.duration(hung.since()) + " in "
                        + hung.mount().words());
    }

    /** What this check leaves word of before it enters a file system. */
    Result stuck(Optional<Mount> mount) {
        return hung(mount, "stuck in " + mount.map(Mount::words).orElse("the file system of " + path));
    }

    private Result hung(Optional<Mount> mount, String summary) {
        return aboutServer(mount, DiskRemedies.hung(Result.down(HostCauses.DISK_HUNG, summary), path, mount));
    }

    Result denied() {
        return DiskRemedies.way(
                Result.unknown(HostCauses.DISK_PERMISSION, "no right to enter a directory on the way to " + path),
                path);
    }

    /** The kind of error and the system's own words, if there are any. */
    Result unreadable(IOException error, Optional<Mount> mount) {
        String reason = error instanceof FileSystemException known ? known.getReason() : error.getMessage();
        String kind = error.getClass().getSimpleName() + (reason == null ? "" : ": " + reason);
        Result result = Result.unknown(HostCauses.DISK_UNREADABLE, "cannot check " + path + ": " + kind);
        return aboutServer(mount, DiskRemedies.way(result, path));
    }

    /** For what comes from behind the mount: a server that is gone takes every mount of it along. */
    private static Result aboutServer(Optional<Mount> mount, Result result) {
        Result about = about(mount, result);
        return mount.flatMap(Mount::server)
                .map(server -> about.about(Subject.host(server)))
                .orElse(about);
    }

    private static Result about(Optional<Mount> mount, Result result) {
        return mount.map(known -> result.about(known.subject()).evidence(known.evidence()))
                .orElse(result);
    }
}
