package dev.vitals.host;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
record ContainerMemory(List<GroupMemory> limited, OptionalLong kills, Optional<String> unreadable) {
    private static final ContainerMemory NONE = new ContainerMemory(List.of(), OptionalLong.empty(), Optional.empty());

    ContainerMemory {
        limited = List.copyOf(limited);
    }

    static ContainerMemory read(Path root) {
        try {
            Optional<CgroupMembership> membership = membership(root.resolve("proc/self/cgroup"));
            return membership.isEmpty() ? NONE : read(membership.get(), root);
        } catch (IOException e) {
            return unreadable(reason(e));
        }
    }

    /** No such file: a kernel without control groups. */
    private static Optional<CgroupMembership> membership(Path file) throws IOException {
        try {
            return CgroupMembership.parse(KernelFile.read(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static ContainerMemory read(CgroupMembership membership, Path root) throws IOException {
        Optional<CgroupDirectory> directory = CgroupDirectory.locate(membership, Mounts.read(root), root)
                .filter(found -> Files.isDirectory(found.own()));
        return directory.isEmpty()
                ? unreadable("no mount shows the control group " + membership.path())
                : read(directory.get(), membership.version());
    }

    private static ContainerMemory read(CgroupDirectory directory, CgroupVersion version) {
        List<GroupMemory> limited = new ArrayList<>();
        Optional<String> unreadable = Optional.empty();
        for (Path group : directory.upwards()) {
            try {
                GroupMemory.read(group, version).ifPresent(limited::add);
            } catch (IOException e) {
                unreadable = unreadable.or(() -> Optional.of(reason(e)));
            }
        }
        return new ContainerMemory(limited, kills(directory.own().resolve(version.killsFile())), unreadable);
    }

    private static OptionalLong kills(Path file) {
        try {
            return KernelFile.find(KernelFile.read(file), "oom_kill");
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    private static ContainerMemory unreadable(String reason) {
        return new ContainerMemory(List.of(), OptionalLong.empty(), Optional.of(reason));
    }

    private static String reason(IOException error) {
        return error instanceof FileSystemException known
                ? known.getFile() + ": "
                        + Optional.ofNullable(known.getReason()).orElse("cannot be read")
                : error.getClass().getSimpleName();
    }
}
