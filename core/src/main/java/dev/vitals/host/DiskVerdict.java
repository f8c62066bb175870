package dev.vitals.host;

import dev.vitals.host.facts.Mount;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Unit;
import java.nio.file.Path;
import java.util.Optional;

/** Turns what was found about a disk into a result. */
record DiskVerdict(Path path, DiskLimits limits, ReadOnly readOnly) {
    /** What to think of a file system that takes no writes. */
    enum ReadOnly {
        /** The path was named because it is written to. */
        WRONG,
        /** Nobody named the path: a container's root may be mounted read-only, but no error may have made it so. */
        RIGHT_IF_MOUNTED_SO,
        RIGHT
    }

    /** Above, a trend of minutes says nothing: the Prometheus node mixin looks at it below 40 % (FilesystemSpaceFillingUp). */
    private static final double FILLED_ENOUGH = 0.40;

    Result judge(DiskState disk, Optional<DiskTrend.Growth> growth) {
        // An error shows as a size of 0 where the JDK has no better way to report it.
        if (disk.total() <= 0) {
            return PathTrouble.aboutServer(
                    disk.mount(),
                    Result.unknown(HostCauses.DISK_UNREADABLE, "the file system of " + path + " gives no size"));
        }
        if (disk.readOnly()) {
            return judgeReadOnly(disk);
        }
        Threshold usable = limits.usableOf(disk.total());
        Result result = observed(trend(spaceOrSpeed(disk, usable), disk, usable, growth), disk, usable, growth);
        if (result.cause().equals(HostCauses.DISK_SLOW.code())) {
            return PathTrouble.aboutServer(disk.mount(), result);
        }
        return result.status() == Status.UP ? result : PathTrouble.about(disk.mount(), result);
    }

    private Result judgeReadOnly(DiskState disk) {
        boolean mountedSo = disk.mount().filter(Mount::readOnlyByMount).isPresent();
        return switch (readOnly) {
            case RIGHT -> Result.up("read-only, as allowed");
            case RIGHT_IF_MOUNTED_SO ->
                mountedSo ? Result.up("read-only by its mount, as the root of a container may be") : readOnly(disk);
            case WRONG -> readOnly(disk);
        };
    }

    private Result spaceOrSpeed(DiskState disk, Threshold usable) {
        Status space = usable.judge((double) disk.usable());
        Status speed = limits.answer().judge(disk.answer());
        return speed.compareTo(space) > 0 ? slow(disk, speed) : space(disk, space, usable);
    }

    /** Only of a disk that still has room: with little left, that is what counts. */
    private Result trend(Result so, DiskState disk, Threshold usable, Optional<DiskTrend.Growth> growth) {
        if (so.status() != Status.UP || growth.isEmpty() || ratio(disk) >= FILLED_ENOUGH) {
            return so;
        }
        Status status = limits.fullIn().judge(growth.get().fullIn());
        return status == Status.UP
                ? so
                : DiskRemedies.space(
                        Result.of(
                                status,
                                HostCauses.DISK_FILLING,
                                "full in " + Quantities.duration(growth.get().fullIn()) + " if it fills up as in the"
                                        + " last "
                                        + Quantities.duration(growth.get().over())
                                        + limits.fullIn().suffix(status) + "; "
                                        + space(disk, Status.UP, usable).summary()),
                        path,
                        disk.mount());
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

    private Result observed(Result result, DiskState disk, Threshold usable, Optional<DiskTrend.Growth> growth) {
        Result seen = result.observe(
                        Observation.bytes("disk.usable", disk.usable()).against(usable))
                .observe(Observation.ratio("disk.usable.ratio", ratio(disk)))
                .observe(Observation.bytes("disk.total", disk.total()))
                .observe(Observation.duration("disk.answer", disk.answer()).against(limits.answer()));
        return growth.isPresent()
                ? seen.observe(Observation.duration("disk.full-in", growth.get().fullIn())
                        .against(limits.fullIn()))
                : seen;
    }

    private static double ratio(DiskState disk) {
        return (double) disk.usable() / disk.total();
    }

    private Result readOnly(DiskState disk) {
        Result result = Result.down(HostCauses.DISK_READ_ONLY, "the file system of " + path + " is mounted read-only");
        return PathTrouble.about(disk.mount(), DiskRemedies.readOnly(result));
    }
}
