package dev.vitals.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.MappingMatch;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The path of a request below its servlet, still percent-encoded as the handler wants it. A container gives that part decoded
 * alone, so it is cut out of the whole; what does not then agree with the container's own reading is refused.
 */
final class RawPath {
    private static final Pattern PARAMETER = Pattern.compile(";[^/]*");
    private static final Pattern ALIAS = Pattern.compile(".*(/livez|/readyz)");

    private RawPath() {}

    /** Returns nothing where the container reads another path. */
    static Optional<String> below(HttpServletRequest request) {
        boolean whole = request.getHttpServletMapping().getMappingMatch() == MappingMatch.DEFAULT;
        String servlet = whole ? "" : request.getServletPath();
        String read = whole ? request.getServletPath() : request.getPathInfo();
        List<String> sent = segments(PARAMETER.matcher(request.getRequestURI()).replaceAll(""));
        int base = segments(request.getContextPath()).size() + segments(servlet).size();
        if (sent.size() < base) {
            return Optional.empty();
        }
        String below = path(sent.subList(base, sent.size()));
        String expected = read == null || read.equals("/") ? "" : read;
        return agree(below, expected) ? Optional.of(alias(servlet) + below) : Optional.empty();
    }

    private static boolean agree(String raw, String read) {
        String withoutEnd = read.endsWith("/") ? read.substring(0, read.length() - 1) : read;
        try {
            return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8)
                    .equals(withoutEnd);
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private static String alias(String servlet) {
        var alias = ALIAS.matcher(servlet);
        return alias.matches() ? alias.group(1) : "";
    }

    private static String path(List<String> segments) {
        return segments.isEmpty() ? "" : "/" + String.join("/", segments);
    }

    private static List<String> segments(String path) {
        return Arrays.stream(path.split("/"))
                .filter(segment -> !segment.isEmpty())
                .toList();
    }
}
