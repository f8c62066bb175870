package dev.vitals.dump;

import dev.vitals.dump.Collector.SkipException;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a file goes that stands beside a bundle, since it is large and cannot be redacted. Of each kind one is kept.
 *
 * @param directory the first directory for dumps; empty if none is set
 * @param prefix what the names of an application's dumps start with
 * @param name the bundle's name without suffix
 */
record Beside(Optional<Path> directory, String prefix, String name) {
    /** Writes a file that does not exist yet. */
    @FunctionalInterface
    interface Writing {
        void to(Path file) throws Exception;
    }

    /** Returns the directory, which is there now. */
    Path place() throws SkipException, IOException {
        Path place = directory.orElseThrow(() -> new SkipException("no directory is set to write it to"));
        Storing.makeDirectory(place);
        return place;
    }

    static void requireRoom(Path place, long wanted) throws SkipException, IOException {
        FileStore store = Files.getFileStore(place);
        if (store.getUsableSpace() < wanted) {
            throw new SkipException(
                    store.getUsableSpace() + " bytes are free in " + place + ", " + wanted + " are wanted");
        }
    }

    /** Writes the file, which has its name once it is whole, and deletes the one before. */
    Path write(String suffix, Writing writing) throws Exception {
        Path place = place();
        Path file = place.resolve(name + suffix);
        Path unfinished = place.resolve(name + Retention.UNFINISHED + suffix); // heap dumps take no other suffix
        try {
            writing.to(unfinished);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (Exception | Error failed) {
            Files.deleteIfExists(unfinished); // what a full disk leaves of it
            throw failed;
        }
        deleteOthers(place, file, suffix);
        return file;
    }

    private void deleteOthers(Path place, Path newest, String suffix) throws IOException {
        Pattern ours = Retention.named(prefix, "(?:\\" + Retention.UNFINISHED + ")?" + Pattern.quote(suffix));
        try (var others = Files.newDirectoryStream(place, "*" + suffix)) {
            for (Path other : others) {
                String found = String.valueOf(other.getFileName());
                if (!other.equals(newest) && ours.matcher(found).matches()) {
                    Files.deleteIfExists(other);
                }
            }
        }
    }
}
