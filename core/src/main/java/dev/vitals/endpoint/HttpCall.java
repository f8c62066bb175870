package dev.vitals.endpoint;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A request as a server received it: not yet authorised, its path not yet below any base.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param method the HTTP method, in upper case
 * @param path the whole path, still percent-encoded
 * @param query the part behind the question mark, still percent-encoded; empty when there is none
 * @param caller who asks, with the headers
 * @param form the fields of a form in the body, read only for operators
 * @param base the last segment of a base that has been taken off and behind which nothing is left, so that a page can
 *     refer to what is below it; else empty
 * @since 0.1.0
 */
public record HttpCall(String method, String path, String query, Caller caller, Form form, String base) {
    /** Refuses nulls. */
    public HttpCall {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(query, "query");
        Objects.requireNonNull(caller, "caller");
        Objects.requireNonNull(form, "form");
        Objects.requireNonNull(base, "base");
    }

    /**
     * Makes a request whose body is not read.
     *
     * @param method the HTTP method, in upper case
     * @param path the whole path, still percent-encoded
     * @param query the part behind the question mark, still percent-encoded; empty when there is none
     * @param caller who asks, with the headers
     */
    public HttpCall(String method, String path, String query, Caller caller) {
        this(method, path, query, caller, HttpCall::noFields, "");
    }

    private static CompletionStage<Map<String, List<String>>> noFields() {
        return CompletableFuture.completedFuture(Map.of());
    }

    /**
     * Returns the same request with a form in its body.
     *
     * @param fields reads the form
     * @return the request
     */
    public HttpCall form(Form fields) {
        return new HttpCall(method, path, query, caller, Objects.requireNonNull(fields, "fields"), base);
    }

    /**
     * Returns the same request as one below a base.
     *
     * @param rest what is left of the path when the base is taken off
     * @return the request
     */
    public HttpCall below(String rest) {
        Objects.requireNonNull(rest, "rest");
        String plain = path.indexOf(';') < 0 ? path : path.replaceAll(";[^/]*", "");
        if (rest.isEmpty() && plain.endsWith("/")) {
            return new HttpCall(method, "/", query, caller, form, "");
        }
        String last = plain.isEmpty() ? base : plain.substring(plain.lastIndexOf('/') + 1);
        return new HttpCall(method, rest, query, caller, form, rest.isEmpty() ? last : "");
    }

    /**
     * Reads the form in a request's body. It is asked only after the caller has been found to be an operator and the body
     * to be a form whose declared length is at most 8 KiB.
     *
     * <p>Implementations are thread-safe.
     *
     * @since 0.1.0
     */
    @FunctionalInterface
    public interface Form {
        /**
         * Reads the form. May block for as long as the server lets a caller take to send it.
         *
         * @return the values by name; fails when they cannot be read
         */
        CompletionStage<Map<String, List<String>>> read();
    }
}
