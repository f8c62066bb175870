package dev.vitals.host;

import java.util.List;
import java.util.Optional;

/**
 * The control group that bounds this process's memory, as the kernel names it.
 *
 * @param version the hierarchy that has the memory controller
 * @param path the group's path in that hierarchy
 */
record CgroupMembership(CgroupVersion version, String path) {
    /**
     * Reads {@code /proc/self/cgroup}. On a hybrid system a controller belongs to version 1 if it is listed there, and
     * the line of version 2 says nothing about it.
     */
    static Optional<CgroupMembership> parse(String text) {
        List<String[]> lines = text.lines()
                .map(line -> line.split(":", 3))
                .filter(parts -> parts.length == 3 && parts[2].startsWith("/"))
                .toList();
        Optional<CgroupMembership> first = lines.stream()
                .filter(parts -> List.of(parts[1].split(",")).contains("memory"))
                .map(parts -> new CgroupMembership(CgroupVersion.V1, parts[2]))
                .findFirst();
        return first.or(() -> lines.stream()
                .filter(parts -> parts[0].equals("0") && parts[1].isEmpty())
                .map(parts -> new CgroupMembership(CgroupVersion.V2, parts[2]))
                .findFirst());
    }
}
