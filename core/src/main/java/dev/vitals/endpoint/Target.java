package dev.vitals.endpoint;

import java.util.Optional;

/**
 * What a path points at: everything, a group, or a check in a group.
 *
 * @param group the group; empty for everything
 * @param check the check; empty for all of the group
 */
record Target(Optional<String> group, Optional<String> check) {
    private static final Target ALL = new Target(Optional.empty(), Optional.empty());
    private static final int MAX_LENGTH = 512;

    /** Parses the raw path below the base. A slash at the end makes no difference. */
    static Target parse(String raw) {
        if (raw.length() > MAX_LENGTH) {
            throw new Refusal(414, "the path must not be longer than " + MAX_LENGTH + " characters");
        }
        if (raw.isEmpty() || raw.equals("/")) {
            return ALL;
        }
        String[] segments = raw.substring(1).split("/", -1);
        int count = segments[segments.length - 1].isEmpty() ? segments.length - 1 : segments.length;
        if (raw.charAt(0) != '/' || count > 2 || segments[0].isEmpty()) {
            throw notFound();
        }
        Optional<String> check = count == 2 ? Optional.of(PercentDecoder.path(segments[1])) : Optional.empty();
        return new Target(Optional.of(PercentDecoder.path(segments[0])), check);
    }

    static Refusal notFound() {
        return new Refusal(404, "there is no such group or check");
    }
}
