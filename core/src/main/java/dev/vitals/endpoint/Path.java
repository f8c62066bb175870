package dev.vitals.endpoint;

import java.util.ArrayList;
import java.util.List;

/**
 * The path of a request below the base.
 *
 * @param segments its parts between slashes, decoded; none for the base itself
 */
record Path(List<String> segments) {
    private static final Path BASE = new Path(List.of());
    private static final int MAX_LENGTH = 512;

    /** Parses the raw path. A slash at the end makes no difference. */
    static Path parse(String raw) {
        if (raw.length() > MAX_LENGTH) {
            throw new Refusal(414, "the path must not be longer than " + MAX_LENGTH + " characters");
        }
        if (raw.isEmpty() || raw.equals("/")) {
            return BASE;
        }
        if (raw.charAt(0) != '/') {
            throw Refusal.notFound();
        }
        List<String> segments = new ArrayList<>();
        for (String segment : withoutEnd(raw).split("/", -1)) {
            if (segment.isEmpty()) {
                throw Refusal.notFound();
            }
            segments.add(PercentDecoder.path(segment));
        }
        return new Path(segments);
    }

    private static String withoutEnd(String raw) {
        return raw.substring(1, raw.endsWith("/") ? raw.length() - 1 : raw.length());
    }
}
