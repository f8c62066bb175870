package dev.vitals.dump;

import dev.vitals.dump.Dump.Storage;
import dev.vitals.text.Clean;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** Writes bundles to the first directory that can take them, and deletes old ones. One that hangs is passed over. */
final class Storing implements AutoCloseable {
    /** A directory must have room for this many bundles, or the last of a full disk would go to us. */
    private static final int ROOM = 4;

    private static final String TO_ERROR_OUTPUT = "writing to standard error";
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final DumpChoices settings;
    private final Crew crew;
    private final Retention retention;
    private final Leftovers leftovers;
    private final Reserve reserve = new Reserve();

    Storing(String prefix, DumpChoices settings, Crew crew) {
        this.settings = settings;
        this.crew = crew;
        this.retention = new Retention(prefix, settings.kept, settings.keptBytes);
        this.leftovers = new Leftovers(prefix);
    }

    /** One name for all that is done there: where the one hangs, the other is not begun. */
    private static String storingIn(Path directory) {
        return "storing in " + directory;
    }

    /** Deletes what processes that were killed have left unfinished. */
    void tidy() {
        for (Path directory : settings.directories) {
            crew.run(storingIn(directory), () -> leftovers.deleteIn(directory), PATIENCE);
        }
        crew.run("tidying up", Leftovers::deleteTemporary, PATIENCE);
    }

    /**
     * Returns where it went, and why not elsewhere. If no directory took it, the summary goes where the process writes its
     * errors: memory alone keeps the bundle until the process ends. Never throws.
     */
    Storage store(String file, byte[] zip, String summary, BundleRedaction redaction) {
        reserve.close();
        try {
            Storage storage = toFirst(file, zip, redaction);
            if (storage.path().isEmpty() && !storage.trouble().isEmpty()) {
                String text = lastResort(file, storage.trouble(), summary, redaction);
                crew.run(TO_ERROR_OUTPUT, () -> tell(text), PATIENCE);
            }
            return storage;
        } finally {
            reserve.refill();
        }
    }

    /** Past {@code System.err}, whose lock another thread may hold in a write that never ends. */
    private static void tell(String text) {
        @SuppressWarnings("resource") // the process's own
        FileOutputStream errors = new FileOutputStream(FileDescriptor.err);
        try {
            errors.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException nobody) {
            // There was no other place.
        }
    }

    private static String lastResort(String file, List<String> trouble, String summary, BundleRedaction redaction) {
        return "vitals could not store " + file + ", which is in memory alone: " + String.join("; ", trouble) + "\n"
                + (redaction.isOn() ? summary : "its summary is not redacted, and not shown here\n");
    }

    @Override
    public void close() {
        reserve.close();
    }

    private Storage toFirst(String file, byte[] zip, BundleRedaction redaction) {
        List<String> trouble = new ArrayList<>();
        for (Path directory : settings.directories) {
            Path target = directory.resolve(file);
            AtomicReference<Optional<String>> failure = new AtomicReference<>(Optional.empty());
            Crew.Outcome outcome = crew.run(storingIn(directory), () -> failure.set(attempt(target, zip)), PATIENCE);
            Optional<String> why = outcome.why().or(failure::get);
            if (why.isEmpty()) {
                return new Storage(Optional.of(target), trouble);
            }
            trouble.add(redaction.line(directory + ": " + why.get()));
        }
        return new Storage(Optional.empty(), trouble);
    }

    private Optional<String> attempt(Path target, byte[] zip) {
        try {
            write(target, zip);
        } catch (IOException | RuntimeException | Error failed) {
            return Optional.of(words(failed));
        }
        retention.apply(target);
        return Optional.empty();
    }

    private static String words(Throwable failed) {
        return failed instanceof FileSystemException known && known.getReason() != null
                ? known.getReason()
                : Clean.failure(failed);
    }

    /** The directory may go meanwhile, and the file as well, if this process stood still and another took it for a leftover. */
    private static void write(Path target, byte[] zip) throws IOException {
        try {
            writeOnce(target, zip);
        } catch (NoSuchFileException gone) {
            writeOnce(target, zip);
        }
    }

    private static void writeOnce(Path target, byte[] zip) throws IOException {
        Path directory = target.toAbsolutePath().getParent();
        if (directory == null) {
            throw new FileSystemException(target.toString(), null, "is no file in a directory");
        }
        makeDirectory(directory);
        long usable = Files.getFileStore(directory).getUsableSpace();
        if (usable > 0 && usable < (long) ROOM * zip.length) { // 0 also stands for not known
            throw new FileSystemException(
                    target.toString(), null, usable + " bytes are free, " + (long) ROOM * zip.length + " are wanted");
        }
        Path partial = target.resolveSibling(target.getFileName() + Retention.UNFINISHED);
        try {
            writeTo(partial, zip);
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | RuntimeException | Error failed) {
            Files.deleteIfExists(partial);
            throw failed;
        }
    }

    /** Makes a directory for its owner alone, unless it is there. */
    static void makeDirectory(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory, forOwner(directory, "rwx------"));
        }
    }

    private static void writeTo(Path partial, byte[] zip) throws IOException {
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(partial, options, forOwner(partial, "rw-------"))) {
            ByteBuffer left = ByteBuffer.wrap(zip);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
    }

    static FileAttribute<?>[] forOwner(Path path, String permissions) {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
