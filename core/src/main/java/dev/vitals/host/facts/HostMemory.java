package dev.vitals.host.facts;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The memory of the machine.
 *
 * @param total in bytes; positive
 * @param available in bytes: what a new process could get without swapping, by the kernel's own estimate. Free memory
 *     says nothing, since the kernel fills it with file cache
 * @param forKubelet the bytes that the kubelet would call available: free and inactive file cache; empty if not known
 * @param swap in bytes; 0 without any
 * @param freeSwap in bytes
 * @param kills how many processes the kernel has killed for lack of memory since it started; empty if it does not count
 *     them (before Linux 4.13)
 */
public record HostMemory(
        long total, long available, OptionalLong forKubelet, long swap, long freeSwap, OptionalLong kills) {
    /** Empty if the kernel's answer cannot be read, or has no estimate (before Linux 3.14). */
    public static Optional<HostMemory> read(KernelFiles files) {
        try {
            String text = files.read("/proc/meminfo");
            OptionalLong total = bytes(text, "MemTotal");
            OptionalLong available = bytes(text, "MemAvailable");
            boolean known = total.isPresent() && total.getAsLong() > 0 && available.isPresent();
            return known
                    ? Optional.of(new HostMemory(
                            total.getAsLong(),
                            available.getAsLong(),
                            forKubelet(text),
                            bytes(text, "SwapTotal").orElse(0),
                            bytes(text, "SwapFree").orElse(0),
                            files.find(files.path("/proc/vmstat"), "oom_kill")))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** What the kubelet of this node calls available: all but the working set. Active file cache counts as in use. */
    private static OptionalLong forKubelet(String text) {
        OptionalLong free = bytes(text, "MemFree");
        OptionalLong inactive = bytes(text, "Inactive(file)");
        return free.isPresent() && inactive.isPresent()
                ? OptionalLong.of(free.getAsLong() + inactive.getAsLong())
                : OptionalLong.empty();
    }

    private static OptionalLong bytes(String text, String key) {
        OptionalLong kibibytes = KernelFile.find(text, key);
        return kibibytes.isPresent() ? OptionalLong.of(kibibytes.getAsLong() * 1024) : kibibytes;
    }

    public long used() {
        return Math.max(0, total - available);
    }
}
