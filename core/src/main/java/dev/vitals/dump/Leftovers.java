package dev.vitals.dump;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Deletes what a process that was killed while it took a dump has left unfinished, since nobody else does and some of it is
 * not redacted. Another process of the application may be writing now, so age decides: by the clock of the file system
 * alone, which on a network is its server's, since two clocks differ by more than a bundle takes to be written.
 */
final class Leftovers {
    /** A bundle, or what goes into one, is written within 5 seconds or given up. */
    private static final Duration QUICK = Duration.ofSeconds(10);

    /** A large heap is written in several files, of which each may long stay as it is. */
    private static final Duration SLOW = Duration.ofMinutes(10);

    /** Where the file system does not say what time it is: no two clocks that are of use differ by as much. */
    private static final Duration FAR = Duration.ofDays(1);

    /** What a temporary directory is named, before its number. */
    static final String TEMPORARY = "vitals-dump";

    static final String IN_TEMPORARY = "threads.json";

    private static final Pattern NUMBERED = Pattern.compile(TEMPORARY + "\\d+");

    private final String prefix;
    private final Pattern bundle;
    private final Pattern beside;

    Leftovers(String prefix) {
        this.prefix = prefix;
        String unfinished = Pattern.quote(Retention.UNFINISHED);
        this.bundle = Retention.named(prefix, "(?:" + Retention.PARTIAL + ")?\\.zip" + unfinished);
        this.beside = Retention.named(prefix, unfinished + "(?:-new)?\\.(?:hprof|jfr)(?:\\.p\\d+)?");
    }

    /** Never throws. */
    void deleteIn(Path directory) {
        List<Path> unfinished = list(directory, file -> isBundle(file) || isBeside(file));
        Path newest = directory.resolve(prefix + "-00000000T000000Z-" + random() + ".zip" + Retention.UNFINISHED);
        Optional<Instant> now = clock(unfinished, newest);
        unfinished.stream()
                .filter(file -> isAbandoned(file, now, isBundle(file) ? QUICK : SLOW))
                .forEach(Leftovers::delete);
    }

    private boolean isBundle(Path file) {
        return bundle.matcher(String.valueOf(file.getFileName())).matches();
    }

    private boolean isBeside(Path file) {
        return beside.matcher(String.valueOf(file.getFileName())).matches();
    }

    /** Where virtual threads are written to on their way into a bundle. Never throws. */
    static void deleteTemporary() {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
        List<Path> unfinished = list(temporary, Leftovers::isTemporary);
        Optional<Instant> now = clock(unfinished, temporary.resolve(TEMPORARY + "-clock-" + random()));
        for (Path directory : unfinished) {
            Path inside = directory.resolve(IN_TEMPORARY);
            if (isAbandoned(Files.exists(inside) ? inside : directory, now, QUICK)) {
                delete(inside);
                delete(directory); // which fails while anything else is in it
            }
        }
    }

    private static String random() {
        return String.format("%08x", ThreadLocalRandom.current().nextInt());
    }

    /**
     * Returns what time it is to the file system, by a file that is made for that; empty if there is nothing to judge by it,
     * or none can be made, as on a full disk. One that is left behind is a half bundle by its name.
     */
    private static Optional<Instant> clock(List<Path> unfinished, Path file) {
        if (unfinished.isEmpty()) {
            return Optional.empty();
        }
        try {
            Files.createFile(file, Storing.forOwner(file, "rw-------"));
            return Optional.of(changed(file));
        } catch (IOException | RuntimeException none) {
            return Optional.empty();
        } finally {
            delete(file);
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

    /** What is from the future was left before a clock was set back, and is not written to now either. */
    private static boolean isAbandoned(Path file, Optional<Instant> now, Duration age) {
        try {
            Duration distance = Duration.between(changed(file), now.orElseGet(Instant::now));
            return distance.abs().compareTo(now.isPresent() ? age : FAR) > 0;
        } catch (IOException | RuntimeException gone) {
            return false;
        }
    }

    private static Instant changed(Path file) throws IOException {
        return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant();
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException | RuntimeException stays) {
            // Another one's, or not empty; else it is tried again at the next dump.
        }
    }
}
