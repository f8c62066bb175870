package dev.vitals.host.facts;

import dev.vitals.host.facts.CgroupVersion.MemoryNames;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The memory of one control group that has a limit.
 *
 * @param directory where its files are
 * @param limit in bytes; positive
 * @param used what the kernel cannot take back, in bytes: usage without the clean file cache. Usage itself is near the
 *     limit in any group that reads files, once or often
 * @param workingSet usage without the inactive file cache, in bytes: what the kubelet and {@code kubectl top} show. Cache
 *     that was read twice counts in it
 */
public record GroupMemory(Path directory, long limit, long used, long workingSet) {
    /** Version 1 writes the largest multiple of the page size; no machine has half of that. */
    private static final long NO_LIMIT = 1L << 62;

    public double ratio() {
        return (double) used / limit;
    }

    /**
     * Reads a group.
     *
     * @return empty if it has no limit
     * @throws IOException if it has one, or may have one, and a number cannot be read
     */
    public static Optional<GroupMemory> read(Path directory, CgroupVersion version, KernelFiles files)
            throws IOException {
        MemoryNames names = version.memory();
        Path limitFile = directory.resolve(names.limitFile());
        // No such file in the top group and where the memory controller is not switched on.
        Optional<String> limitText = files.readIfThere(limitFile).map(String::strip);
        if (limitText.isEmpty() || limitText.get().equals("max")) {
            return Optional.empty();
        }
        Path statFile = directory.resolve("memory.stat");
        String stat = files.read(statFile);
        long own = need(KernelFile.number(limitText.get()), limitFile);
        // Only version 1 has this key: the least limit of all ancestors, be they visible or not.
        long limit =
                Math.min(own, KernelFile.find(stat, "hierarchical_memory_limit").orElse(own));
        if (limit >= NO_LIMIT) {
            return Optional.empty();
        }
        Path usageFile = directory.resolve(names.usageFile());
        long usage = need(KernelFile.number(files.read(usageFile)), usageFile);
        long inactive = need(KernelFile.find(stat, names.inactiveFile()), statFile);
        // Pages that wait to be written go only as fast as the disk takes them.
        long spare = Math.max(0, sum(stat, names.fileCache()) - sum(stat, names.busy()));
        return Optional.of(new GroupMemory(
                directory, positive(limit, limitFile), Math.max(0, usage - spare), Math.max(0, usage - inactive)));
    }

    /** What the kernel does not list, it does not have. */
    private static long sum(String stat, List<String> keys) {
        return keys.stream()
                .mapToLong(key -> KernelFile.find(stat, key).orElse(0))
                .sum();
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
