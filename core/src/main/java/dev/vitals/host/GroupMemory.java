package dev.vitals.host;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The memory of one control group that has a limit.
 *
 * @param directory where its files are
 * @param limit in bytes; positive
 * @param used the working set in bytes: usage without the file cache that the kernel takes back before it kills. Usage
 *     itself is near the limit in any group that reads files
 */
record GroupMemory(Path directory, long limit, long used) {
    /** Version 1 writes the largest multiple of the page size; no machine has half of that. */
    private static final long NO_LIMIT = 1L << 62;

    double ratio() {
        return (double) used / limit;
    }

    /**
     * Reads a group.
     *
     * @return empty if it has no limit
     * @throws IOException if it has one, or may have one, and a number cannot be read
     */
    static Optional<GroupMemory> read(Path directory, CgroupVersion version) throws IOException {
        Optional<String> limitText = limitText(directory.resolve(version.limitFile()));
        if (limitText.isEmpty() || limitText.get().equals("max")) {
            return Optional.empty();
        }
        String stat = KernelFile.read(directory.resolve("memory.stat"));
        Path limitFile = directory.resolve(version.limitFile());
        long own = need(KernelFile.number(limitText.get()), limitFile);
        // Only version 1 has this key: the least limit of all ancestors, be they visible or not.
        long limit =
                Math.min(own, KernelFile.find(stat, "hierarchical_memory_limit").orElse(own));
        if (limit >= NO_LIMIT) {
            return Optional.empty();
        }
        Path usageFile = directory.resolve(version.usageFile());
        long usage = need(KernelFile.number(KernelFile.read(usageFile)), usageFile);
        long cache = need(KernelFile.find(stat, version.cacheKey()), directory.resolve("memory.stat"));
        return Optional.of(new GroupMemory(directory, positive(limit, limitFile), Math.max(0, usage - cache)));
    }

    /** Empty in the top group and where the memory controller is not switched on. */
    private static Optional<String> limitText(Path file) throws IOException {
        try {
            return Optional.of(KernelFile.read(file).strip());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static long positive(long limit, Path file) throws IOException {
        return need(limit > 0 ? OptionalLong.of(limit) : OptionalLong.empty(), file);
    }

    private static long need(OptionalLong number, Path file) throws IOException {
        if (number.isEmpty()) {
            throw new FileSystemException(file.toString(), null, "no number where one is expected");
        }
        return number.getAsLong();
    }
}
