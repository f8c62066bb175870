package dev.vitals.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The memory of the machine.
 *
 * @param total in bytes; positive
 * @param available in bytes: what a new process could get without swapping, by the kernel's own estimate. Free memory
 *     says nothing, since the kernel fills it with file cache
 * @param kills how many processes the kernel has killed for lack of memory since it started; empty if it does not count
 *     them (before Linux 4.13)
 */
record HostMemory(long total, long available, OptionalLong kills) {
    /** Empty if the kernel's answer cannot be read, or has no estimate (before Linux 3.14). */
    static Optional<HostMemory> read(Path root) {
        try {
            String text = KernelFile.read(root.resolve("proc/meminfo"));
            OptionalLong total = KernelFile.find(text, "MemTotal");
            OptionalLong available = KernelFile.find(text, "MemAvailable");
            boolean known = total.isPresent() && total.getAsLong() > 0 && available.isPresent();
            return known
                    ? Optional.of(new HostMemory(
                            total.getAsLong() * 1024, available.getAsLong() * 1024, kills(root.resolve("proc/vmstat"))))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    long used() {
        return Math.max(0, total - available);
    }

    private static OptionalLong kills(Path file) {
        try {
            return KernelFile.find(KernelFile.read(file), "oom_kill");
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
