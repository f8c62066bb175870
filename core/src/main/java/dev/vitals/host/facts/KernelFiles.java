package dev.vitals.host.facts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The machine and the container as one round of checks sees them: each file of the kernel is read when the first check
 * asks for it, and never again in that round. Thread-safe.
 */
public final class KernelFiles {
    /** Interrupts of hundreds of processors, and mounts of thousands of containers, make long files. */
    private static final int LONG = 1024 * 1024;

    private final Path root;
    private final Map<Path, Content> read = new ConcurrentHashMap<>();

    /** What a file says, or why it cannot be read. */
    private record Content(String text, Optional<IOException> refused) {}

    /** Reads nothing yet. Looks for {@code proc} and mount points below a directory. */
    public KernelFiles(Path root) {
        this.root = root;
    }

    public Path root() {
        return root;
    }

    /** Whether this process can be seen in {@code /proc}. */
    public boolean show() {
        return Files.isDirectory(root.resolve("proc/self"));
    }

    public Path path(String absolute) {
        return root.resolve(absolute.substring(1));
    }

    public String read(Path file) throws IOException {
        return read(file, KernelFile.CAP);
    }

    /** For the few files that may be longer than others. */
    String readLong(String absolute) throws IOException {
        return read(path(absolute), LONG);
    }

    private String read(Path file, int cap) throws IOException {
        Content content = read.computeIfAbsent(file, wanted -> content(wanted, cap));
        if (content.refused().isPresent()) {
            throw content.refused().get();
        }
        return content.text();
    }

    private static Content content(Path file, int cap) {
        try {
            return new Content(KernelFile.read(file, cap), Optional.empty());
        } catch (IOException e) {
            return new Content("", Optional.of(e));
        }
    }

    public String read(String absolute) throws IOException {
        return read(path(absolute));
    }

    /** Empty if there is no such file: a controller or a kernel without the feature. */
    public Optional<String> readIfThere(Path file) throws IOException {
        try {
            return Optional.of(read(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** The number that is the whole of a file; empty if the file cannot be read or says something else. */
    public OptionalLong number(Path file) {
        try {
            return KernelFile.number(read(file));
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /** The number beside a key; empty if the file cannot be read or does not have it. */
    public OptionalLong find(Path file, String key) {
        try {
            return KernelFile.find(read(file), key);
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /** The group of this process under a controller; empty if the kernel has no groups or not this controller. */
    public Optional<CgroupDirectory> group(String controller) throws IOException {
        return CgroupDirectory.find(controller, this);
    }
}
