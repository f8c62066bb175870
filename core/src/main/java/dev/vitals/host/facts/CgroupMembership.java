package dev.vitals.host.facts;

import java.util.List;
import java.util.Optional;

/**
 * The control group that bounds one resource of this process, as the kernel names it.
 *
 * @param controller the resource, such as {@code memory}
 * @param version the hierarchy that has the controller
 * @param path the group's path in that hierarchy
 */
public record CgroupMembership(String controller, CgroupVersion version, String path) {
    /**
     * Reads {@code /proc/self/cgroup}. On a hybrid system a controller belongs to version 1 if it is listed there, and
     * the line of version 2 says nothing about it.
     */
    public static Optional<CgroupMembership> parse(String controller, String text) {
        List<String[]> lines = text.lines()
                .map(line -> line.split(":", 3))
                .filter(parts -> parts.length == 3 && parts[2].startsWith("/"))
                .toList();
        Optional<CgroupMembership> first = lines.stream()
                .filter(parts -> List.of(parts[1].split(",")).contains(controller))
                .map(parts -> new CgroupMembership(controller, CgroupVersion.V1, parts[2]))
                .findFirst();
        return first.or(() -> lines.stream()
                .filter(parts -> parts[0].equals("0") && parts[1].isEmpty())
                .map(parts -> new CgroupMembership(controller, CgroupVersion.V2, parts[2]))
                .findFirst());
    }
}
