package dev.vitals.dump;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Deletes old bundles of one application from a directory: partial ones first, since failed dumps must not push good ones
 * out, then those furthest in time from the newest, which are the oldest unless a clock was set back. Touches no other file.
 */
final class Retention {
    static final String PARTIAL = "-partial";

    /** What a bundle is named until all of it is written. */
    static final String UNFINISHED = ".partial";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Pattern ours;
    private final int kept;
    private final long keptBytes;

    Retention(String prefix, int kept, long keptBytes) {
        this.ours = named(prefix, "(?:" + PARTIAL + ")?\\.zip");
        this.kept = kept;
        this.keptBytes = keptBytes;
    }

    /** The names of files that dumps of one application have written, by what follows the dump's time and id. */
    static Pattern named(String prefix, String end) {
        return Pattern.compile(Pattern.quote(prefix) + "-(\\d{8}T\\d{6}Z)-[0-9a-f]{8}" + end);
    }

    private record Found(Path file, long bytes) {
        boolean isWhole() {
            return !String.valueOf(file.getFileName()).endsWith(PARTIAL + ".zip");
        }
    }

    /** Makes room beside a bundle that was just written, which stays in any case. */
    void apply(Path newest) {
        Path directory = newest.getParent();
        if (directory == null) {
            return;
        }
        int count = 0;
        long bytes = 0;
        for (Found found : bestFirst(directory, newest)) {
            count++;
            bytes += found.bytes();
            boolean isNewest = found.file().equals(newest);
            if (!isNewest && (count > kept || bytes > keptBytes)) {
                delete(found.file());
                count--;
                bytes -= found.bytes();
            }
        }
    }

    private List<Found> bestFirst(Path directory, Path newest) {
        List<Found> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            files.filter(file ->
                            ours.matcher(String.valueOf(file.getFileName())).matches())
                    .forEach(file -> found.add(found(file)));
        } catch (IOException | RuntimeException unreadable) {
            return List.of(); // then they stay
        }
        Instant now = at(newest);
        found.sort(Comparator.comparing((Found one) -> !one.file().equals(newest))
                .thenComparing(one -> !one.isWhole())
                .thenComparing(one -> Duration.between(at(one.file()), now).abs()));
        return found;
    }

    /** When a bundle was taken, by its name. */
    private Instant at(Path file) {
        Matcher name = ours.matcher(String.valueOf(file.getFileName()));
        try {
            return name.matches() ? Instant.from(TIME.parse(name.group(1))) : Instant.EPOCH;
        } catch (DateTimeException never) {
            return Instant.EPOCH;
        }
    }

    private static Found found(Path file) {
        try {
            return new Found(file, Files.size(file));
        } catch (IOException gone) {
            return new Found(file, 0);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException stays) {
            // It is counted again next time.
        }
    }
}
