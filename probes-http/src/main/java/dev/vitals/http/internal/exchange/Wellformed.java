package dev.vitals.http.internal.exchange;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/** What may be written into a request. Errors name the parameter and never repeat what may be a secret. */
public final class Wellformed {
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}");
    private static final Pattern TYPE = Pattern.compile("[!-~][ -~]{0,199}");

    /** What the client of the JDK sets by itself and lets nobody else set. */
    private static final Set<String> RESERVED =
            Set.of("connection", "content-length", "expect", "host", "upgrade", "transfer-encoding");

    private Wellformed() {}

    /** Returns a method other than {@code CONNECT}. */
    public static String method(String method) {
        if (!TOKEN.matcher(Objects.requireNonNull(method, "method")).matches() || method.equals("CONNECT")) {
            throw new IllegalArgumentException("'method' must be a method of HTTP such as GET, other than CONNECT");
        }
        return method;
    }

    /** Returns a request whose address is one of the web, without user and password. */
    public static Request addressed(Request request) {
        URI uri;
        try {
            uri = request.uri();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'url' must be an address such as https://host/path");
        }
        boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
        if (!web) {
            throw new IllegalArgumentException("'url' must start with http:// or https://");
        }
        if (uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "'url' must not hold user and password: they would be seen; use basic(user, password)");
        }
        if (uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > 65_535) {
            throw new IllegalArgumentException("'url' must name a host, as in https://host/path, and a port up to 65535"
                    + " if any (a name with an underscore is no host name)");
        }
        return request;
    }

    /** Returns the name of a header that the client does not set by itself. */
    public static String headerName(String name) {
        if (!TOKEN.matcher(Objects.requireNonNull(name, "name")).matches()) {
            throw new IllegalArgumentException("'name' must be the name of a header: letters, digits and dashes");
        }
        if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("header '" + name + "' is set by the client; leave it out");
        }
        return name;
    }

    /** Returns the value of a header, which is one line. */
    public static String headerValue(String name, String value) {
        if (Objects.requireNonNull(value, "value")
                .chars()
                .anyMatch(character -> (character < ' ' && character != '\t') || character == 127)) {
            throw new IllegalArgumentException(
                    "header '" + name + "' must not hold a line break or another control character");
        }
        return value;
    }

    /** Returns a media type. */
    public static String contentType(String type) {
        if (!TYPE.matcher(Objects.requireNonNull(type, "contentType")).matches()) {
            throw new IllegalArgumentException("'contentType' must be a media type such as text/plain");
        }
        return type;
    }
}
