package dev.vitals.host;

import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.text.Shell;
import java.nio.file.Path;

/** What to do next about a disk. None of these commands looks at another file system than the one in trouble. */
final class DiskRemedies {
    private DiskRemedies() {}

    static Result space(Result result, Path path) {
        String quoted = Shell.quote(path.toString());
        long pid = ProcessHandle.current().pid();
        return result.remedy(Remedy.run(
                        "Find what takes the space, without leaving this file system.",
                        "du -x -h -d 1 " + quoted + " | sort -h | tail"))
                .remedy(Remedy.run(
                        "Look for deleted files that this process still holds open; their space comes back when it"
                                + " closes them.",
                        "ls -l /proc/" + pid + "/fd | grep '(deleted)'"));
    }

    static Result readOnly(Result result) {
        return result.remedy(Remedy.run(
                        "Find the error that made the kernel remount it.",
                        "dmesg -T | grep -iE 'remount|i/o error|fs error|xfs' | tail"))
                .remedy(Remedy.of("If it is meant to be read-only, allow that on this check."));
    }

    static Result hung(Result result, Mount mount) {
        return result.remedy(Remedy.of("Bring the server behind '" + mount.source()
                        + "' back; every thread stuck in it then goes on. Do not run df or ls there: they hang too."))
                .remedy(Remedy.run(
                        "Last resort: give the mount up. What is stuck in it gets an error.",
                        "umount -f -l " + Shell.quote(mount.point())));
    }
}
