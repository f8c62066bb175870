package dev.vitals.host;

/** The two generations of control groups, and the names of the files of each one's memory controller. */
enum CgroupVersion {
    V1("cgroup", "memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file", "memory.oom_control"),
    V2("cgroup2", "memory.max", "memory.current", "inactive_file", "memory.events");

    private final String mountType;
    private final String limitFile;
    private final String usageFile;
    private final String cacheKey;
    private final String killsFile;

    CgroupVersion(String mountType, String limitFile, String usageFile, String cacheKey, String killsFile) {
        this.mountType = mountType;
        this.limitFile = limitFile;
        this.usageFile = usageFile;
        this.cacheKey = cacheKey;
        this.killsFile = killsFile;
    }

    /** Version 1 mounts each controller apart, version 2 all together. */
    boolean isMemoryMount(Mount mount) {
        return mount.type().equals(mountType)
                && (this == V2 || mount.superOptions().contains("memory"));
    }

    String limitFile() {
        return limitFile;
    }

    String usageFile() {
        return usageFile;
    }

    /** The file cache that the kernel takes back before it kills, in {@code memory.stat}. */
    String cacheKey() {
        return cacheKey;
    }

    String killsFile() {
        return killsFile;
    }
}
