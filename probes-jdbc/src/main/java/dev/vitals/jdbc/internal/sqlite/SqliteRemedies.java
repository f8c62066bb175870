package dev.vitals.jdbc.internal.sqlite;

import dev.vitals.jdbc.internal.failure.Failure;
import dev.vitals.jdbc.internal.failure.StandardRemedies;
import dev.vitals.jdbc.internal.target.Target;
import dev.vitals.jdbc.internal.text.Words;
import dev.vitals.probe.Remedy;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What to do about a failure of a database that is a file. */
final class SqliteRemedies {
    private SqliteRemedies() {}

    static List<Remedy> of(Failure failure, Target target) {
        String file = Words.shell(target.database());
        String directory = Words.shell(directory(target.database()));
        return switch (failure.kind()) {
            case FILE_MISSING ->
                plus(
                        failure,
                        target,
                        "see what is there instead; a relative path starts at the directory the"
                                + " application was started in",
                        "ls -l " + directory);
            case FILE_UNREADABLE -> plus(failure, target, "see who may", access(directory, file));
            case READ_ONLY ->
                List.of(Remedy.run(
                        "let this process's user write to the file and to its directory, where the journal goes",
                        access(directory, file)));
            case CORRUPT ->
                plus(failure, target, "save what can be read, without a backup", "sqlite3 " + file + " .recover");
            case FILE_LOCKED -> plus(failure, target, "see which processes have it open", "fuser -v " + file);
            case OUT_OF_RESOURCES -> List.of(Remedy.run("free space on the disk", "df -h " + directory));
            case IO -> plus(failure, target, "see whether the disk is there and has space", "df -h " + directory);
            case TIMEOUT ->
                List.of(Remedy.of(
                        "the statement took too long in this process: look for a slow disk under " + target.words()));
            default -> StandardRemedies.of(failure, target);
        };
    }

    private static List<Remedy> plus(Failure failure, Target target, String text, String command) {
        List<Remedy> all = new ArrayList<>(StandardRemedies.of(failure, target));
        all.add(Remedy.run(text, command));
        return all;
    }

    private static String access(String directory, String file) {
        return "id; ls -ld " + directory + " " + file;
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
