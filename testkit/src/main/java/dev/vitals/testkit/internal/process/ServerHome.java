package dev.vitals.testkit.internal.process;

import dev.vitals.testkit.options.ServerException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The directory of one server: its data, its log and its configuration. A watchdog keeps it from outliving this JVM. */
public final class ServerHome implements AutoCloseable {

    /** Tells whose directory it is. */
    public static final String PREFIX = "vitals-" + ProcessHandle.current().pid() + "-";

    private final Path path;
    private final Watchdog watchdog;

    private ServerHome(Path path, Watchdog watchdog) {
        this.path = path;
        this.watchdog = watchdog;
    }

    public static ServerHome create(String product) {
        try {
            Path path = Files.createTempDirectory(PREFIX + product.toLowerCase(Locale.ROOT) + "-");
            return new ServerHome(path, Watchdog.over(path));
        } catch (IOException e) {
            throw new ServerException(
                    "cannot create a directory for " + product + " in " + System.getProperty("java.io.tmpdir")
                            + ": set java.io.tmpdir to a writable one",
                    e);
        }
    }

    public Path path() {
        return path;
    }

    public Watchdog watchdog() {
        return watchdog;
    }

    public Path data() {
        return path.resolve("data");
    }

    public Path log() {
        return path.resolve("server.log");
    }

    /** Writes a file only its owner may read, since passwords may be in it. */
    public Path write(String name, List<String> lines) {
        Path file = path.resolve(name);
        try {
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return Files.write(file, lines);
        } catch (IOException e) {
            throw new ServerException("cannot write " + file, e);
        }
    }

    /** Takes back a set-up that failed half-way. */
    public void removeData() {
        try {
            Files.walkFileTree(data(), new Remover());
        } catch (IOException e) {
            throw new ServerException("cannot remove " + data(), e);
        }
    }

    /** Removes the directory. A file that vanishes meanwhile is no error: a dying server removes files too. */
    @Override
    public void close() {
        try {
            Files.walkFileTree(path, new Remover());
        } catch (IOException e) {
            throw new ServerException("cannot remove " + path, e);
        } finally {
            watchdog.close();
        }
    }

    private static final class Remover extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException error) throws IOException {
            if (error instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw error;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException error) throws IOException {
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
