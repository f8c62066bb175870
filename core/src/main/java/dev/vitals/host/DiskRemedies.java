package dev.vitals.host;

import dev.vitals.host.facts.Mount;
import dev.vitals.probe.Command;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import java.nio.file.Path;
import java.util.Optional;

/** What to do next about a disk. None of these commands enters another file system than the one in trouble. */
final class DiskRemedies {
    private DiskRemedies() {}

    /** Looks at the whole file system: what fills it may lie beside the path. */
    static Result space(Result result, Path path, Optional<Mount> mount) {
        String top = mount.map(Mount::home).orElse(path.toString());
        return result.remedy(Remedy.words("find what takes up the space, without leaving this file system")
                        .run(Command.shell("du -x -h -d 1 {} | sort -h | tail", top)))
                .remedy(Remedy.words("look for deleted files that this process still holds open: their space comes back"
                                + " when it closes them")
                        .run(Command.shell(
                                "ls -l /proc/{}/fd | grep '(deleted)'",
                                ProcessHandle.current().pid())));
    }

    static Result readOnly(Result result) {
        return result.remedy(Remedy.words("find the error that made the kernel remount it")
                        .run(Command.shell("dmesg -T | grep -iE 'remount|i/o error|fs error|xfs' | tail")))
                .remedy(Remedy.words("if it is meant to be read-only, allow that on this check"));
    }

    static Result missing(Result result) {
        return result.remedy(Remedy.words("see whether the file system it lies on is mounted")
                        .run(Command.shell("findmnt --real")))
                .remedy(Remedy.words("if it is, create the path or correct the configuration that names it"));
    }

    /** Also for a file system that could not be named. */
    static Result hung(Result result, Path path, Optional<Mount> mount) {
        String behind = mount.map(Mount::source).orElse(path.toString());
        Result advised = result.remedy(Remedy.words(
                "bring the server or device behind {} back: every thread stuck in it then goes on; do not run df or ls"
                        + " there, which hang too",
                behind));
        return mount.map(known -> advised.remedy(
                        Remedy.words("as a last resort, give the mount up: every call stuck in it then fails")
                                .run(Command.shell("umount -f -l {}", known.point()))))
                .orElse(advised);
    }

    static Result way(Result result, Path path) {
        return result.remedy(Remedy.words("see which users may enter the directories on the way")
                .run(Command.shell("namei -l {}", path)));
    }
}
