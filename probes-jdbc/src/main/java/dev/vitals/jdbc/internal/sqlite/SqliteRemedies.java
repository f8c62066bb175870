package dev.vitals.jdbc.internal.sqlite;

import dev.vitals.jdbc.internal.failure.Failure;
import dev.vitals.jdbc.internal.failure.StandardRemedies;
import dev.vitals.jdbc.internal.url.Target;
import dev.vitals.probe.Command;
import dev.vitals.probe.Remedy;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What to do about a failure of a database that is a file. */
final class SqliteRemedies {
    private SqliteRemedies() {}

    static List<Remedy> of(Failure failure, Target target) {
        String file = target.database();
        String directory = directory(file);
        return switch (failure.kind()) {
            case FILE_MISSING ->
                plus(
                        failure,
                        target,
                        Remedy.words(
                                        "see what is there instead; a relative path starts at the directory the application"
                                                + " was started in")
                                .run(Command.shell("ls -l {}", directory)));
            case FILE_UNREADABLE ->
                plus(
                        failure,
                        target,
                        Remedy.words("see which users may read it").run(access(directory, file)));
            case READ_ONLY ->
                List.of(Remedy.words("let this process's user write to the file and to its directory, where the journal"
                                + " goes")
                        .run(access(directory, file)));
            case CORRUPT ->
                plus(
                        failure,
                        target,
                        Remedy.words("without a backup, save what can be read")
                                .run(Command.shell("sqlite3 {} .recover", file)));
            case FILE_HUNG ->
                List.of(Remedy.words("find the mount that {} is on, and bring its server or disk back", target.words())
                        .run(Command.shell("cat /proc/mounts")));
            case FILE_LOCKED ->
                plus(
                        failure,
                        target,
                        Remedy.words("see which processes have it open").run(Command.shell("fuser -v {}", file)));
            case OUT_OF_RESOURCES ->
                List.of(Remedy.words("free space on the disk").run(Command.shell("df -h {}", directory)));
            case IO ->
                plus(
                        failure,
                        target,
                        Remedy.words("see whether the disk is there and has space")
                                .run(Command.shell("df -h {}", directory)));
            case TIMEOUT ->
                List.of(Remedy.words(
                        "look for a slow disk under {}: the statement took too long in this process", target.words()));
            default -> StandardRemedies.of(failure, target);
        };
    }

    private static List<Remedy> plus(Failure failure, Target target, Remedy own) {
        List<Remedy> all = new ArrayList<>(StandardRemedies.of(failure, target));
        all.add(own);
        return all;
    }

    private static Command access(String directory, String file) {
        return Command.shell("id; ls -ld {} {}", directory, file);
    }

    private static String directory(String file) {
        try {
            Path parent = Path.of(file).getParent();
            return parent == null ? "." : parent.toString();
        } catch (InvalidPathException e) {
            return ".";
        }
    }
}
