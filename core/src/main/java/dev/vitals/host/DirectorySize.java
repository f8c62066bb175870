package dev.vitals.host;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What lies below a directory. Each directory is a visit of its own, so that checks of the same file system need not wait
 * for all of them.
 *
 * @param bytes the size of the files
 * @param files how many there are
 * @param whole whether all were counted; not when there are too many, or a directory may not be read
 */
record DirectorySize(long bytes, long files, boolean whole) {
    static final long MOST_FILES = 100_000;

    /** What is in one directory, and which are in it. */
    private record Listing(long bytes, long files, List<Path> directories, boolean whole) {}

    static DirectorySize of(PathVisit visit) throws IOException, InterruptedException, HungMountException {
        long bytes = 0;
        long files = 0;
        boolean whole = true;
        Deque<Path> ahead = new ArrayDeque<>(List.of(visit.real()));
        while (!ahead.isEmpty() && files < MOST_FILES) {
            Path directory = ahead.pop();
            Listing listing = visit.enter((real, mount) -> list(directory, directory.equals(real)));
            bytes += listing.bytes();
            files += listing.files();
            whole &= listing.whole();
            listing.directories().stream()
                    .filter(below -> !visit.leadsElsewhere(below))
                    .forEach(ahead::push);
        }
        return new DirectorySize(bytes, files, whole && ahead.isEmpty());
    }

    private static Listing list(Path directory, boolean top) throws IOException {
        long bytes = 0;
        long files = 0;
        List<Path> directories = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                if (files >= MOST_FILES) {
                    return new Listing(bytes, files, directories, false);
                }
                BasicFileAttributes found = attributes(entry);
                if (found != null && found.isDirectory()) {
                    directories.add(entry);
                } else if (found != null) {
                    bytes += found.isRegularFile() ? found.size() : 0;
                    files++;
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        } catch (IOException e) {
            if (top) {
                throw e;
            }
            // One that was deleted meanwhile has nothing in it; of another we do not know.
            return new Listing(bytes, files, directories, e instanceof NoSuchFileException);
        }
        return new Listing(bytes, files, directories, true);
    }

    /** Null for one that was deleted meanwhile. */
    private static @Nullable BasicFileAttributes attributes(Path entry) throws IOException {
        try {
            return Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return null;
        }
    }
}
