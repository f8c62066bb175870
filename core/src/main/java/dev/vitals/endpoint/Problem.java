package dev.vitals.endpoint;

import dev.vitals.format.Json;
import java.util.Map;

/** An error of the request or of the endpoint itself, as RFC 9457 writes it. A check that is down is not one. */
final class Problem {
    private static final Map<Integer, String> TITLES = Map.of(
            400, "Bad Request",
            403, "Forbidden",
            404, "Not Found",
            405, "Method Not Allowed",
            406, "Not Acceptable",
            409, "Conflict",
            414, "URI Too Long",
            500, "Internal Server Error",
            503, "Service Unavailable");

    private Problem() {}

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
                    .field("title", TITLES.getOrDefault(status, "Error"))
                    .field("status", status)
                    .field("detail", detail);
            more.write(json);
        });
        return HealthResponse.of(status, "application/problem+json", body);
    }
}
