package dev.vitals.endpoint;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the JDK's server lets through though HTTP forbids it. A proxy in front that reads such a head otherwise would take one
 * request for another.
 *
 * @param protocol as in {@code HTTP/1.1}
 * @param uri what is asked for
 * @param headers the headers, found whatever the case of their names
 */
record RequestHead(String protocol, URI uri, Map<String, List<String>> headers) {
    private static final Pattern CLOSE =
            Pattern.compile("(?:.*,)?[ \\t]*close[ \\t]*(?:,.*)?", Pattern.CASE_INSENSITIVE);
    private static final int LONGEST = 8 * 1024;

    /** What a line has beside its name and its value. */
    private static final int AROUND = ": \r\n".length();

    /** Returns why the request is not to be answered. */
    Optional<HealthResponse> refusal() {
        if (!protocol.equals("HTTP/1.1") && !protocol.equals("HTTP/1.0")) {
            return refusal(505, "this server speaks HTTP/1.1");
        }
        if (!namesHost()) {
            return refusal(400, "'Host' must be there once and name a host");
        }
        if (isAmbiguous()) {
            return refusal(400, "the path can be read in more than one way");
        }
        long length = uri.toString().length();
        for (Map.Entry<String, List<String>> header : headers.entrySet()) {
            for (String value : header.getValue()) {
                length += header.getKey().length() + value.length() + AROUND;
                if (!isText(value)) {
                    return refusal(400, "a header has a control character in it");
                }
            }
        }
        if (length > LONGEST) {
            return refusal(431, "the head of a request must not be longer than " + LONGEST + " bytes");
        }
        return isNumber(headers.getOrDefault("Content-Length", List.of()))
                ? Optional.empty()
                : refusal(400, "'Content-Length' is no number");
    }

    /**
     * Whether the connection is to end with the answer: the caller wants it, among other words, which the JDK's server does not
     * read; or it has sent a body in chunks, which nobody needs here, and of which a proxy may not know.
     */
    boolean isLast() {
        return headers.containsKey("Transfer-Encoding") || anyCloses(headers.getOrDefault("Connection", List.of()));
    }

    private static boolean anyCloses(List<String> connections) {
        for (String words : connections) {
            if (CLOSE.matcher(words).matches()) {
                return true;
            }
        }
        return false;
    }

    private static Optional<HealthResponse> refusal(int status, String why) {
        return Optional.of(Problem.of(status, why).header("Connection", "close"));
    }

    /** Only HTTP/1.0 can do without. */
    private boolean namesHost() {
        List<String> hosts = headers.getOrDefault("Host", List.of());
        return hosts.isEmpty() ? protocol.equals("HTTP/1.0") : hosts.size() == 1 && HostHeader.isProper(hosts.get(0));
    }

    /** An authority comes with a scheme, and is that of {@code Host}; else {@code //a/b} would be the path {@code /b}. */
    private boolean isAmbiguous() {
        String authority = uri.getRawAuthority();
        boolean foreign = authority != null
                && (uri.getScheme() == null
                        || headers.getOrDefault("Host", List.of()).stream().noneMatch(authority::equalsIgnoreCase));
        return foreign || uri.getRawPath() == null;
    }

    private static boolean isText(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < ' ' && c != '\t') || c == 0x7f) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNumber(List<String> lengths) {
        for (String length : lengths) {
            if (!HostHeader.areDigits(length, 0)) {
                return false;
            }
        }
        return true;
    }
}
