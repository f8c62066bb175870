package dev.vitals.host.facts;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The control group that bounds one resource of this process, as the kernel names it.
 *
 * @param controller the resource, such as {@code memory}; blank for none in particular
 * @param version the hierarchy that has the controller
 * @param path the group's path in that hierarchy
 */
public record CgroupMembership(String controller, CgroupVersion version, String path) {
    /**
     * Reads {@code /proc/self/cgroup}. On a hybrid system a controller belongs to version 1 if it is listed there, and
     * the line of version 2 says nothing about it.
     */
    public static Optional<CgroupMembership> parse(String controller, String text) {
        Optional<CgroupMembership> first = lines(text)
                .filter(parts -> List.of(parts[1].split(",", -1)).contains(controller))
                .map(parts -> new CgroupMembership(controller, CgroupVersion.V1, parts[2]))
                .findFirst();
        return first.or(() -> unified(text).map(own -> new CgroupMembership(controller, CgroupVersion.V2, own.path())));
    }

    /** The group in the hierarchy of version 2, which a hybrid system has beside those of version 1. */
    public static Optional<CgroupMembership> unified(String text) {
        return lines(text)
                .filter(parts -> parts[0].equals("0") && parts[1].isEmpty())
                .map(parts -> new CgroupMembership("", CgroupVersion.V2, parts[2]))
                .findFirst();
    }

    private static Stream<String[]> lines(String text) {
        return text.lines()
                .map(line -> line.split(":", 3))
                .filter(parts -> parts.length == 3 && parts[2].startsWith("/"));
    }
}
