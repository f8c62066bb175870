package dev.vitals.host;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Where a control group's files are.
 *
 * @param top the mount point: the highest group that can be seen
 * @param own the group itself
 */
record CgroupDirectory(Path top, Path own) {
    /**
     * Finds the directory of a group: the mount point, and below it the group's path relative to the root of the
     * mount. A container often has its own group mounted as if it were the top one.
     *
     * @param root what mount points are relative to
     * @return empty if no mount shows the group, as when it lies outside of this process's control group namespace
     */
    static Optional<CgroupDirectory> locate(CgroupMembership membership, Mounts mounts, Path root) {
        return mounts.all().stream()
                .filter(membership.version()::isMemoryMount)
                .filter(mount -> Mount.isWithin(membership.path(), mount.root()))
                // The widest view shows the most ancestors.
                .min(Comparator.comparingInt(mount -> mount.root().length()))
                .map(mount -> below(root.resolve(mount.point().substring(1)), mount, membership))
                .filter(found -> found.own().startsWith(found.top()));
    }

    private static CgroupDirectory below(Path top, Mount mount, CgroupMembership membership) {
        int shared = mount.root().equals("/") ? 0 : mount.root().length();
        String rest = membership.path().substring(shared);
        return new CgroupDirectory(top, top.resolve("." + rest).normalize());
    }

    /** The group and its visible ancestors: a limit on any of them counts. */
    List<Path> upwards() {
        List<Path> groups = new ArrayList<>();
        for (Path group = own; group != null && group.startsWith(top); group = group.getParent()) {
            groups.add(group);
        }
        return groups;
    }
}
