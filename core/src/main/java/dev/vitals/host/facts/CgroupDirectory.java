package dev.vitals.host.facts;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Where a control group's files are.
 *
 * @param version the hierarchy that has the controller
 * @param top the mount point: the highest group that can be seen
 * @param own the group itself
 */
public record CgroupDirectory(CgroupVersion version, Path top, Path own) {
    /**
     * Finds this process's group of one controller.
     *
     * @param controller such as {@code memory}
     * @param files what the kernel says in this round
     * @return empty if the kernel has no control groups, or not this controller
     * @throws IOException if there is a group and it cannot be seen
     */
    static Optional<CgroupDirectory> find(String controller, KernelFiles files) throws IOException {
        return find(
                files.readIfThere(files.path("/proc/self/cgroup"))
                        .flatMap(text -> CgroupMembership.parse(controller, text)),
                files);
    }

    /** Finds this process's group in the hierarchy of version 2, whichever controllers that has: it has the pressure. */
    static Optional<CgroupDirectory> unified(KernelFiles files) throws IOException {
        return find(files.readIfThere(files.path("/proc/self/cgroup")).flatMap(CgroupMembership::unified), files);
    }

    private static Optional<CgroupDirectory> find(Optional<CgroupMembership> membership, KernelFiles files)
            throws IOException {
        if (membership.isEmpty()) {
            return Optional.empty();
        }
        Optional<CgroupDirectory> found = locate(membership.get(), Mounts.read(files), files.root())
                .filter(directory -> Files.isDirectory(directory.own()));
        if (found.isEmpty()) {
            String group = membership.get().path();
            throw new FileSystemException(group, null, "no mount shows this control group");
        }
        return found;
    }

    /**
     * Finds the directory of a group: the mount point, and below it the group's path relative to the root of the
     * mount. A container often has its own group mounted as if it were the top one.
     *
     * @param root what mount points are relative to
     * @return empty if no mount shows the group, as when it lies outside of this process's control group namespace
     */
    public static Optional<CgroupDirectory> locate(CgroupMembership membership, Mounts mounts, Path root) {
        return mounts.all().stream()
                .filter(mount -> membership.version().isMountOf(membership.controller(), mount))
                .filter(mount -> Mount.isWithin(membership.path(), mount.root()))
                // The widest view shows the most ancestors.
                .min(Comparator.comparingInt(mount -> mount.root().length()))
                .map(mount -> below(root.resolve(mount.point().substring(1)), mount, membership))
                .filter(found -> found.own().startsWith(found.top()));
    }

    private static CgroupDirectory below(Path top, Mount mount, CgroupMembership membership) {
        int shared = mount.root().equals("/") ? 0 : mount.root().length();
        String rest = membership.path().substring(shared);
        return new CgroupDirectory(
                membership.version(), top, top.resolve("." + rest).normalize());
    }

    /** The way from the highest group to this one. */
    Path inTop() {
        return top.relativize(own);
    }

    /** The group and its visible ancestors, the group first: a limit on any of them counts. */
    public List<Path> upwards() {
        List<Path> groups = new ArrayList<>();
        for (Path group = own; group != null && group.startsWith(top); group = group.getParent()) {
            groups.add(group);
        }
        return groups;
    }
}
