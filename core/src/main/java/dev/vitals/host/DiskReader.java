package dev.vitals.host;

import dev.vitals.host.facts.Mount;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Measures the file system of one path, and touches no other. */
final class DiskReader {
    private final boolean onDefault;
    private volatile @Nullable Opened opened;

    private record Opened(Path path, FileStore store) {}

    DiskReader(Path path) {
        this.onDefault = path.getFileSystem().equals(FileSystems.getDefault());
    }

    DiskState read(PathVisit visit) throws IOException, InterruptedException, HungMountException {
        return visit.enter(this::measure);
    }

    private DiskState measure(Path real, Optional<Mount> mount) throws IOException {
        long start = System.nanoTime();
        try {
            FileStore store = store(real);
            boolean readOnly = mount.map(Mount::readOnly).orElseGet(store::isReadOnly);
            return state(store.getTotalSpace(), store.getUsableSpace(), readOnly, start, mount);
        } catch (NoSuchFileException e) {
            throw new NoSuchFileException(firstMissing(real).toString());
        } catch (IOException e) {
            long total = onDefault ? real.toFile().getTotalSpace() : 0;
            if (total <= 0) {
                throw e;
            }
            // The JDK cannot open a store of every path that is there: not on some overlay file systems (JDK-8165852),
            // and not when no file descriptor is left.
            boolean readOnly = mount.map(Mount::readOnly).orElse(false);
            return state(total, real.toFile().getUsableSpace(), readOnly, start, mount);
        }
    }

    private static Path firstMissing(Path real) {
        Path missing = real;
        for (Path up = real.getParent(); up != null && Files.notExists(up); up = up.getParent()) {
            missing = up;
        }
        return missing;
    }

    private static DiskState state(long total, long usable, boolean readOnly, long start, Optional<Mount> mount) {
        return new DiskState(total, usable, readOnly, Duration.ofNanos(System.nanoTime() - start), mount);
    }

    /**
     * Opened once: that costs more than the measuring. A store keeps the mount options it was opened with, so a later
     * remount shows in the mount table alone.
     */
    private FileStore store(Path real) throws IOException {
        Opened known = opened;
        if (known != null && known.path().equals(real)) {
            return known.store();
        }
        FileStore store = Files.getFileStore(real);
        opened = new Opened(real, store);
        return store;
    }
}
