package dev.vitals.endpoint;

import dev.vitals.format.Json;
import java.util.Map;

/** An error of the question or of the endpoint itself, as RFC 9457 writes it. A check that is down is not one. */
final class Problem {
    private static final Map<Integer, String> TITLES = Map.of(
            400, "Bad Request",
            404, "Not Found",
            405, "Method Not Allowed",
            406, "Not Acceptable",
            414, "URI Too Long",
            500, "Internal Server Error",
            503, "Service Unavailable");

    private Problem() {}

    static HealthResponse of(int status, String detail) {
        byte[] body = Json.object(json -> json.field("type", "about:blank")
                .field("title", TITLES.getOrDefault(status, "Error"))
                .field("status", status)
                .field("detail", detail));
        return HealthResponse.of(status, "application/problem+json", body);
    }
}
