package dev.vitals.testkit.internal.artifact;

import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Takes server binaries out of their jar. */
@FunctionalInterface
public interface Unpacker {

    /** Unpacks what is wanted of the jar into an empty directory. */
    void unpack(Path jar, Path into) throws IOException;

    /** The content of the one {@code .txz} file in the jar, as PostgreSQL's binaries are packed. */
    static Unpacker tarball() {
        return tarball(name -> name.endsWith(".txz"), XZInputStream::new);
    }

    /** The content of this {@code .tar.gz} file in the jar, as MySQL's binaries are packed. */
    static Unpacker gzippedTarball(String name) {
        return tarball(name::equals, GZIPInputStream::new);
    }

    private static Unpacker tarball(Predicate<String> wanted, Compression compression) {
        return (jar, into) -> {
            try (var file = new JarFile(jar.toFile());
                    var packed = file.getInputStream(entries(file, wanted).get(0));
                    var tar = new TarArchiveInputStream(compression.undo(new BufferedInputStream(packed, 1 << 16)))) {
                for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    place(entry, tar, inside(into, entry.getName()));
                }
            }
        };
    }

    /** The files of the jar with such a name, all executable, under their names from {@code cut} on. */
    static Unpacker files(Predicate<String> wanted, String cut) {
        return (jar, into) -> {
            try (var file = new JarFile(jar.toFile())) {
                for (JarEntry entry : entries(file, wanted)) {
                    String name = entry.getName();
                    try (InputStream content = file.getInputStream(entry)) {
                        write(content, inside(into, name.substring(name.indexOf(cut) + cut.length())), true);
                    }
                }
            }
        };
    }

    private static List<JarEntry> entries(JarFile jar, Predicate<String> wanted) throws IOException {
        List<JarEntry> found = jar.stream()
                .filter(entry -> !entry.isDirectory() && wanted.test(entry.getName()))
                .toList();
        if (found.isEmpty()) {
            throw new FileNotFoundException("no server binaries in " + jar.getName() + ": it is not the jar it seems");
        }
        return found;
    }

    private static void place(TarArchiveEntry entry, InputStream content, Path target) throws IOException {
        if (entry.isSymbolicLink()) {
            createParent(target);
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else if (entry.isDirectory()) {
            Files.createDirectories(target);
        } else {
            write(content, target, (entry.getMode() & 0100) != 0);
        }
    }

    private static void write(InputStream content, Path target, boolean executable) throws IOException {
        createParent(target);
        Files.copy(content, target);
        // Others must be able to run it too: PostgreSQL started by root runs as nobody.
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }

    private static void createParent(Path target) throws IOException {
        Path parent = target.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
    }

    private static Path inside(Path directory, String name) throws IOException {
        Path target = directory.resolve(name).normalize();
        if (!target.startsWith(directory)) {
            throw new IOException("an entry points outside: " + name);
        }
        return target;
    }

    /** How a tarball is packed. */
    @FunctionalInterface
    interface Compression {

        InputStream undo(InputStream packed) throws IOException;
    }
}
