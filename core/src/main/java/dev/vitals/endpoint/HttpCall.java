package dev.vitals.endpoint;

import java.util.Objects;

/**
 * A request as a server received it: not yet authorised, its path not yet below any base.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param method the HTTP method, in upper case
 * @param path the whole path, still percent-encoded
 * @param query the part behind the question mark, still percent-encoded; empty when there is none
 * @param caller who asks, with the headers
 * @since 0.1.0
 */
public record HttpCall(String method, String path, String query, Caller caller) {
    /** Refuses nulls. */
    public HttpCall {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(query, "query");
        Objects.requireNonNull(caller, "caller");
    }
}
