package dev.vitals.host;

import dev.vitals.probe.Cause;
import dev.vitals.probe.Cause.Kind;
import java.util.List;

/** What the probes of files and directories can find. */
final class FileCauses {
    static final Cause INODES_EXHAUSTED = Cause.of(
            "inodes.exhausted",
            Kind.EXHAUSTED,
            "no file can be added, or hardly any",
            "The file system has room for bytes, but not for files: its inodes are used up, usually by very many small"
                    + " files. Creating one fails with 'No space left on device'.",
            "find the directories with the most files",
            "delete what is not needed: sessions, caches, mail queues, temporary files");
    static final Cause INODES_LOW = Cause.of(
            "inodes.low",
            Kind.EXHAUSTED,
            "file system is running out of files",
            "Few inodes are left on the file system. Once they are used up, no file can be created, however much space"
                    + " is left.",
            "find the directories with the most files",
            "delete what is not needed: sessions, caches, mail queues, temporary files");
    static final Cause INODES_UNKNOWN = Cause.of(
            "inodes.unknown",
            Kind.UNKNOWN,
            "inodes could not be counted",
            "The virtual machine cannot count inodes, so the check runs the command stat of Linux, which failed.",
            "read the error: it names what stat refused",
            "leave the check out where there is no such command");
    static final Cause NOT_WRITABLE = Cause.of(
            "directory.not-writable",
            Kind.FAILING,
            "directory takes no files",
            "A small file could not be written into the directory. Whatever the application keeps there fails too.",
            "read the error: no space (of bytes or of inodes), a quota, a read-only file system or a missing right",
            "check the right of this process's user on the directory");
    static final Cause WRITE_SLOW = Cause.of(
            "directory.slow",
            Kind.SLOW,
            "directory takes files slowly",
            "A small file was written and deleted, but slowly. The disk, or the server or network behind it, is"
                    + " overloaded or failing.",
            "check the load of the disk, or of the server and network behind it",
            "search the kernel's log for errors of the disk");
    static final Cause TOO_LARGE = Cause.of(
            "directory.large",
            Kind.EXHAUSTED,
            "directory is too large",
            "The files below the directory take more space, or are more, than the check allows: often logs that are not"
                    + " rotated, or a queue that nobody empties.",
            "find the largest files and directories in it",
            "delete or archive what is old, and see to it that this happens by itself");
    static final Cause GROWING = Cause.of(
            "directory.growing",
            Kind.EXHAUSTED,
            "directory grows fast",
            "The files below the directory grow faster than the check allows. In a directory of logs this usually means"
                    + " an error that repeats.",
            "read the end of the files that grow: what is written again and again",
            "rotate or stop the writer before the disk is full");
    static final Cause FILES_NONE = Cause.of(
            "files.missing",
            Kind.LAGGING,
            "too few files",
            "There are fewer files than there must be, such as backups. What writes them does not run, fails, or writes"
                    + " elsewhere.",
            "check the log of the job that writes them",
            "check whether the directory is the one that it writes to");
    static final Cause FILES_OLD = Cause.of(
            "files.old",
            Kind.LAGGING,
            "newest file is too old",
            "The newest file is older than it may be, such as a backup that did not happen.",
            "check the log of the job that writes them",
            "run it now, if it is a backup");
    static final Cause FILES_MANY = Cause.of(
            "files.many",
            Kind.LAGGING,
            "too many files",
            "There are more files than there may be, such as a queue of files that nobody takes, or backups that nobody"
                    + " deletes.",
            "check the process that is to take or delete them");

    static final List<Cause> ALL = List.of(
            INODES_EXHAUSTED,
            INODES_LOW,
            INODES_UNKNOWN,
            NOT_WRITABLE,
            WRITE_SLOW,
            TOO_LARGE,
            GROWING,
            FILES_NONE,
            FILES_OLD,
            FILES_MANY);

    private FileCauses() {}
}
