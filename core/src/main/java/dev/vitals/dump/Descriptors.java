package dev.vitals.dump;

import dev.vitals.host.facts.KernelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * How many file descriptors are open, and how many may be. The size of the kernel's directory is read, not its contents,
 * for which a process without descriptors has none; older kernels say 0, which is not known.
 */
record Descriptors(OptionalLong open, OptionalLong limit) {
    private static final Path DIRECTORY = Path.of("/proc/self/fd");

    static Descriptors now() {
        return new Descriptors(readOpen(), readLimit());
    }

    private static OptionalLong readOpen() {
        try {
            long size = Files.size(DIRECTORY);
            return size > 0 ? OptionalLong.of(size) : OptionalLong.empty();
        } catch (IOException unknown) {
            return OptionalLong.empty();
        }
    }

    private static OptionalLong readLimit() {
        try {
            return KernelFile.read(Path.of("/proc/self/limits"))
                    .lines()
                    .filter(line -> line.startsWith("Max open files"))
                    .map(line ->
                            line.substring("Max open files".length()).strip().split("\\s+"))
                    .map(words -> KernelFile.number(words[0]))
                    .findFirst()
                    .orElseGet(OptionalLong::empty);
        } catch (IOException unknown) {
            return OptionalLong.empty();
        }
    }

    OptionalLong percent() {
        return open.isPresent() && limit.isPresent() && limit.getAsLong() > 0
                ? OptionalLong.of(100 * open.getAsLong() / limit.getAsLong())
                : OptionalLong.empty();
    }

    String words() {
        return open.isEmpty() ? "not known" : open.getAsLong() + (limit.isPresent() ? " of " + limit.getAsLong() : "");
    }
}
