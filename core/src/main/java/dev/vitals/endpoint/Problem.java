package dev.vitals.endpoint;

import dev.vitals.format.Json;
import java.util.Map;

/** An error of the request or of the endpoint itself, as RFC 9457 writes it. A check that is down is not one. */
final class Problem {
    private static final Map<Integer, String> TITLES = Map.ofEntries(
            Map.entry(400, "Bad Request"),
            Map.entry(401, "Unauthorized"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not Found"),
            Map.entry(405, "Method Not Allowed"),
            Map.entry(406, "Not Acceptable"),
            Map.entry(409, "Conflict"),
            Map.entry(411, "Length Required"),
            Map.entry(413, "Content Too Large"),
            Map.entry(414, "URI Too Long"),
            Map.entry(417, "Expectation Failed"),
            Map.entry(426, "Upgrade Required"),
            Map.entry(431, "Request Header Fields Too Large"),
            Map.entry(500, "Internal Server Error"),
            Map.entry(501, "Not Implemented"),
            Map.entry(503, "Service Unavailable"),
            Map.entry(505, "HTTP Version Not Supported"));

    private Problem() {}

    static String title(int status) {
        return TITLES.getOrDefault(status, "Error");
    }

    static HealthResponse of(int status, String detail) {
        return of(status, detail, json -> {});
    }

    /** Returns the answer to a request that may well be answered in a second. */
    static HealthResponse unavailable(String why) {
        return of(503, why).header("Retry-After", "1");
    }

    /** Returns a problem with further fields. */
    static HealthResponse of(int status, String detail, Json.Writer more) {
        byte[] body = Json.object(json -> {
            json.field("type", "about:blank")
                    .field("title", title(status))
                    .field("status", status)
                    .field("detail", detail);
            more.write(json);
        });
        return HealthResponse.of(status, "application/problem+json", body);
    }
}
