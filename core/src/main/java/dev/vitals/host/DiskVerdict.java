package dev.vitals.host;

import dev.vitals.probe.Observation;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
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
            return about(
                    disk.mount(),
                    Result.unknown(HostCauses.DISK_UNREADABLE, "the file system of " + path + " gives no size"));
        }
        if (disk.readOnly()) {
            return readOnlyAllowed ? Result.up("read-only, as allowed") : readOnly(disk);
        }
        Threshold usable = limits.usableOf(disk.total());
        Result result = observed(spaceOrSpeed(disk, usable), disk, usable);
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
            case DEGRADED -> DiskRemedies.space(Result.degraded(HostCauses.DISK_LOW, summary), path);
            case DOWN -> DiskRemedies.space(Result.down(HostCauses.DISK_FULL, summary), path);
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

    Result missing() {
        return DiskRemedies.missing(Result.down(HostCauses.DISK_MISSING, path + " does not exist"));
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
        return about(mount, DiskRemedies.hung(Result.down(HostCauses.DISK_HUNG, summary), path, mount));
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
        return about(mount, DiskRemedies.way(result, path));
    }

    private static Result about(Optional<Mount> mount, Result result) {
        return mount.map(known -> result.about(known.subject()).evidence(known.evidence()))
                .orElse(result);
    }
}
