package dev.vitals.host.facts;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The memory of the control groups around this process.
 *
 * @param limited the groups with a limit, from this process's own upwards
 * @param kills how many processes of this process's group the kernel has killed for lack of memory; empty if it does
 *     not count them
 * @param unreadable why a limit may be missing here; empty when none can be
 */
public record ContainerMemory(List<GroupMemory> limited, OptionalLong kills, Optional<String> unreadable) {
    private static final ContainerMemory NONE = new ContainerMemory(List.of(), OptionalLong.empty(), Optional.empty());

    public ContainerMemory {
        limited = List.copyOf(limited);
    }

    /** Reads every group that can be seen. */
    public static ContainerMemory read(KernelFiles files) {
        try {
            return files.group("memory")
                    .map(directory -> read(directory, files))
                    .orElse(NONE);
        } catch (IOException e) {
            return new ContainerMemory(List.of(), OptionalLong.empty(), Optional.of(KernelFile.reason(e)));
        }
    }

    private static ContainerMemory read(CgroupDirectory directory, KernelFiles files) {
        List<GroupMemory> limited = new ArrayList<>();
        Optional<String> unreadable = Optional.empty();
        for (Path group : directory.upwards()) {
            try {
                GroupMemory.read(group, directory.version(), files).ifPresent(limited::add);
            } catch (IOException e) {
                unreadable = unreadable.or(() -> Optional.of(KernelFile.reason(e)));
            }
        }
        Path kills = directory.own().resolve(directory.version().memory().killsFile());
        return new ContainerMemory(limited, files.find(kills, "oom_kill"), unreadable);
    }
}
