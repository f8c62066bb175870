package dev.vitals.host;

import dev.vitals.probe.Observation;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.text.Shell;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** Turns what was found about a disk into a result. */
record DiskVerdict(Path path, SpaceLimit warn, SpaceLimit fail, boolean readOnlyAllowed) {
    private static final Duration SLOW = Duration.ofSeconds(1);

    DiskVerdict {
        Objects.requireNonNull(warn, "warn");
        Objects.requireNonNull(fail, "fail");
    }

    Result judge(DiskState disk) {
        // An error shows as a size of 0 where the JDK has no better way to tell it.
        if (disk.total() <= 0) {
            return withMount(
                    Result.unknown("disk.unreadable", "the file system of " + path + " gives no size"), disk.mount());
        }
        if (disk.readOnly()) {
            return readOnlyAllowed ? Result.up("read-only, as allowed") : readOnly(disk);
        }
        Result result = observed(spaceOrSpeed(disk), disk);
        return result.status() == Status.UP ? result : withMount(result, disk.mount());
    }

    private Result spaceOrSpeed(DiskState disk) {
        if (disk.usable() < fail.of(disk.total())) {
            return DiskRemedies.space(Result.down("disk.full", space(disk, "fail", fail)), path);
        }
        if (disk.usable() < warn.of(disk.total())) {
            return DiskRemedies.space(Result.degraded("disk.low", space(disk, "warn", warn)), path);
        }
        if (disk.answer().compareTo(SLOW) > 0) {
            return Result.degraded("disk.slow", "took " + disk.answer().toMillis() + " ms to answer (warn 1000 ms)");
        }
        return Result.up(space(disk, "warn", warn));
    }

    private static String space(DiskState disk, String name, SpaceLimit limit) {
        return Quantities.percent(percent(disk)) + " free: " + Quantities.bytes(disk.usable()) + " of "
                + Quantities.bytes(disk.total()) + " (" + name + " " + Quantities.bytes(limit.of(disk.total())) + ")";
    }

    private Result observed(Result result, DiskState disk) {
        return result.observe(Observation.of("disk.usable", (double) disk.usable(), "bytes")
                        .warnAt((double) warn.of(disk.total()))
                        .failAt((double) fail.of(disk.total())))
                .observe(Observation.of("disk.usable.percent", percent(disk), "%"))
                .observe(Observation.of("disk.total", (double) disk.total(), "bytes"))
                .observe(Observation.of("disk.answer", disk.answer().toNanos() / 1e6, "ms")
                        .warnAt((double) SLOW.toMillis()));
    }

    private static double percent(DiskState disk) {
        return 100.0 * disk.usable() / disk.total();
    }

    private Result readOnly(DiskState disk) {
        Result result = Result.down("disk.read-only", "the file system of " + path + " is mounted read-only");
        return withMount(DiskRemedies.readOnly(result), disk.mount());
    }

    Result missing() {
        return Result.down("disk.missing", path + " does not exist")
                .remedy(Remedy.run("See whether the file system it lies on is mounted.", "findmnt --real"))
                .remedy(Remedy.of("If it is, create the path or correct the configuration that names it."));
    }

    Result hung(HungMountException hung) {
        Mount mount = hung.mount();
        String summary = "the " + mount.type() + " file system on " + mount.point() + " does not answer: "
                + hung.visitor() + " has waited in it for " + hung.since().toSeconds() + " s";
        return withMount(DiskRemedies.hung(Result.down("disk.hung", summary), mount), Optional.of(mount));
    }

    /** The kind of error and the system's own words, if there are any. */
    Result unreadable(IOException error) {
        String reason = error instanceof FileSystemException known ? known.getReason() : error.getMessage();
        String kind = error.getClass().getSimpleName() + (reason == null ? "" : ": " + reason);
        return Result.unknown("disk.unreadable", "cannot look at " + path + ": " + kind)
                .remedy(Remedy.run(
                        "See who may enter the directories on the way.", "namei -l " + Shell.quote(path.toString())));
    }

    private static Result withMount(Result result, Optional<Mount> mount) {
        return mount.map(known -> result.evidence(known.evidence())).orElse(result);
    }
}
