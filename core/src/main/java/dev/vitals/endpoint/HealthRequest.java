package dev.vitals.endpoint;

import dev.vitals.format.Access;
import java.util.Objects;
import java.util.Optional;

/**
 * A request to a {@link HealthHandler}, free of any framework.
 *
 * <p>Path and query are handed over as they came over the wire, still percent-encoded: the handler decodes them, and
 * refuses what does not decode.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param method the HTTP method, in upper case
 * @param path the path below the base, such as {@code /ready}; empty or {@code /} for the base itself
 * @param query what follows the question mark; empty when nothing does
 * @param accept the {@code Accept} header, several joined by commas; empty when there is none
 * @param access how much the caller may see and do
 * @since 0.1.0
 */
public record HealthRequest(String method, String path, String query, Optional<String> accept, Access access) {
    /** Refuses nulls. Everything else is for the handler to judge. */
    public HealthRequest {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(query, "query");
        Objects.requireNonNull(accept, "accept");
        Objects.requireNonNull(access, "access");
    }

    /**
     * Returns a GET request without an {@code Accept} header.
     *
     * @param path the path below the base
     * @param query what follows the question mark; empty when nothing does
     * @param access how much the caller may see and do
     * @return the request
     */
    public static HealthRequest get(String path, String query, Access access) {
        return new HealthRequest("GET", path, query, Optional.empty(), access);
    }
}
