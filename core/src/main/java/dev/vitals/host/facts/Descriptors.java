package dev.vitals.host.facts;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The file descriptors of this process. Known when none is left, too: then no file can be opened, but the size of one can
 * be had.
 *
 * @param open how many are open
 * @param limit how many there may be; positive
 */
public record Descriptors(long open, long limit) {
    public double ratio() {
        return (double) open / limit;
    }

    /** Reads them; empty where neither the kernel nor the virtual machine says. */
    public static Optional<Descriptors> read(Path root) {
        Path self = root.resolve("proc/self");
        OptionalLong limit = limit(self.resolve("limits"));
        OptionalLong open = limit.isPresent() ? open(self.resolve("fd"), limit.getAsLong()) : OptionalLong.empty();
        return open.isPresent() && limit.getAsLong() > 0
                ? Optional.of(new Descriptors(open.getAsLong(), limit.getAsLong()))
                : Optional.empty();
    }

    /** The virtual machine asks the kernel without opening a file. */
    private static OptionalLong limit(Path file) {
        try {
            return ProcessLimits.find(KernelFile.read(file), "Max open files");
        } catch (IOException e) {
            return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                    ? OptionalLong.of(unix.getMaxFileDescriptorCount())
                    : OptionalLong.empty();
        }
    }

    /**
     * Since Linux 6.2 the size of the directory is their number. To list it takes a descriptor, which may be the one too
     * many: the virtual machine then throws an error.
     */
    private static OptionalLong open(Path directory, long limit) {
        long size = size(directory);
        if (size > 0) {
            return OptionalLong.of(size);
        }
        try {
            return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                    ? OptionalLong.of(unix.getOpenFileDescriptorCount())
                    : OptionalLong.empty();
        } catch (InternalError none) {
            return OptionalLong.of(limit);
        }
    }

    private static long size(Path directory) {
        try {
            return Files.size(directory);
        } catch (IOException e) {
            return 0;
        }
    }
}
