package dev.vitals.testkit.internal.recipe;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Copies the data directory of a PostgreSQL that goes on working in it: files may change and vanish meanwhile. */
public final class DataCopy extends SimpleFileVisitor<Path> {

    /**
     * What belongs to the running server and not to the data
     * (<a href="https://www.postgresql.org/docs/current/protocol-replication.html">BASE_BACKUP</a> leaves out the same).
     * The write-ahead log is left to the streaming.
     */
    private static final Set<Path> LEFT_EMPTY = paths(
            "pg_wal",
            "pg_replslot",
            "pg_dynshmem",
            "pg_notify",
            "pg_serial",
            "pg_snapshots",
            "pg_stat_tmp",
            "pg_subtrans");

    private static final Set<Path> LEFT_OUT = paths("postmaster.pid", "postmaster.opts");

    private final Path from;
    private final Path to;

    private DataCopy(Path from, Path to) {
        this.from = from;
        this.to = to;
    }

    static void of(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new DataCopy(from, to));
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
        Path name = from.relativize(directory);
        if (!copied(directory)) {
            return FileVisitResult.SKIP_SUBTREE;
        }
        return LEFT_EMPTY.contains(name) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        if (attributes.isSymbolicLink()) {
            // Two servers would write to the same files.
            throw new IOException(file + " leads outside, and a standby cannot share a tablespace with its primary");
        }
        if (!LEFT_OUT.contains(from.relativize(file))) {
            copied(file);
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException error) throws IOException {
        if (error instanceof NoSuchFileException) {
            return FileVisitResult.CONTINUE;
        }
        throw error;
    }

    /** Copies one thing with its permissions, and returns whether it was still there. */
    private boolean copied(Path path) throws IOException {
        try {
            Files.copy(path, to.resolve(from.relativize(path)), StandardCopyOption.COPY_ATTRIBUTES);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static Set<Path> paths(String... names) {
        return Arrays.stream(names).map(Path::of).collect(Collectors.toUnmodifiableSet());
    }
}
