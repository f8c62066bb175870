package dev.vitals.host.facts;

import java.util.List;

/** The two generations of control groups. */
public enum CgroupVersion {
    /** Each controller has a hierarchy of its own. */
    V1("cgroup"),
    /** One hierarchy for all controllers. */
    V2("cgroup2");

    private final String mountType;

    CgroupVersion(String mountType) {
        this.mountType = mountType;
    }

    /** Version 1 mounts each controller apart, version 2 all together. */
    boolean isMountOf(String controller, Mount mount) {
        return mount.type().equals(mountType)
                && (this == V2 || mount.superOptions().contains(controller));
    }

    /** The names that the memory controller gives its files and numbers. */
    MemoryNames memory() {
        return this == V1 ? MemoryNames.V1 : MemoryNames.V2;
    }

    /**
     * The names of files and of keys in {@code memory.stat}.
     *
     * @param fileCache keys of the file cache, those in tmpfs and those locked not included
     * @param busy keys of the part of it that must be written first
     */
    record MemoryNames(
            String limitFile,
            String usageFile,
            String killsFile,
            String inactiveFile,
            List<String> fileCache,
            List<String> busy) {
        private static final MemoryNames V1 = new MemoryNames(
                "memory.limit_in_bytes",
                "memory.usage_in_bytes",
                "memory.oom_control",
                "total_inactive_file",
                List.of("total_inactive_file", "total_active_file"),
                List.of("total_dirty", "total_writeback"));

        private static final MemoryNames V2 = new MemoryNames(
                "memory.max",
                "memory.current",
                "memory.events",
                "inactive_file",
                List.of("inactive_file", "active_file", "slab_reclaimable"),
                List.of("file_dirty", "file_writeback"));
    }
}
