package dev.vitals.host;

import dev.vitals.host.facts.Mount;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Result;
import dev.vitals.probe.Subject;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Optional;

/** What a check of a path answers when it cannot look at it. */
record PathTrouble(Path path) {
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
    static Result aboutServer(Optional<Mount> mount, Result result) {
        Result about = about(mount, result);
        return mount.flatMap(Mount::server)
                .map(server -> about.about(Subject.host(server)))
                .orElse(about);
    }

    static Result about(Optional<Mount> mount, Result result) {
        return mount.map(known -> result.about(known.subject()).evidence(known.evidence()))
                .orElse(result);
    }
}
