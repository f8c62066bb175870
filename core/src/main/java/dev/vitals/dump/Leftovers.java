package dev.vitals.dump;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Deletes what a process that was killed while it took a dump has left unfinished, since nobody else does and some of it is
 * not redacted. Another process of the application may be writing now, so age decides.
 */
final class Leftovers {
    /** A bundle, or what goes into one, is written within 5 seconds or given up. */
    private static final Duration QUICK = Duration.ofSeconds(10);

    /** A large heap is written in several files, of which each may long stay as it is. */
    private static final Duration SLOW = Duration.ofMinutes(10);

    /** What a temporary directory is named, before its number. */
    static final String TEMPORARY = "vitals-dump";

    static final String IN_TEMPORARY = "threads.json";

    private static final Pattern NUMBERED = Pattern.compile(TEMPORARY + "\\d+");

    private final Pattern bundle;
    private final Pattern beside;

    Leftovers(String prefix) {
        String unfinished = Pattern.quote(Retention.UNFINISHED);
        this.bundle = Retention.named(prefix, "(?:" + Retention.PARTIAL + ")?\\.zip" + unfinished);
        this.beside = Retention.named(prefix, unfinished + "(?:-new)?\\.(?:hprof|jfr)(?:\\.p\\d+)?");
    }

    /** Never throws. */
    void deleteIn(Path directory) {
        list(directory, this::isAbandoned).forEach(Leftovers::delete);
    }

    private boolean isAbandoned(Path file) {
        String name = String.valueOf(file.getFileName());
        return (bundle.matcher(name).matches() && isOlder(file, QUICK))
                || (beside.matcher(name).matches() && isOlder(file, SLOW));
    }

    /** Where virtual threads are written to on their way into a bundle. Never throws. */
    static void deleteTemporary() {
        for (Path directory : list(Path.of(System.getProperty("java.io.tmpdir", "/tmp")), Leftovers::isTemporary)) {
            Path inside = directory.resolve(IN_TEMPORARY);
            if (isOlder(Files.exists(inside) ? inside : directory, QUICK)) {
                delete(inside);
                delete(directory); // which fails while anything else is in it
            }
        }
    }

    /** A link is not one: anybody may put one there that leads to what is not ours. */
    private static boolean isTemporary(Path file) {
        return NUMBERED.matcher(String.valueOf(file.getFileName())).matches()
                && Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS);
    }

    private static List<Path> list(Path directory, Predicate<Path> wanted) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(wanted).toList();
        } catch (IOException | RuntimeException unreadable) {
            return List.of(); // then they stay
        }
    }

    private static boolean isOlder(Path file, Duration age) {
        try {
            return Files.getLastModifiedTime(file)
                    .toInstant()
                    .isBefore(Instant.now().minus(age));
        } catch (IOException | RuntimeException gone) {
            return false;
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException | RuntimeException stays) {
            // Another one's, or not empty; else it is tried again at the next dump.
        }
    }
}
