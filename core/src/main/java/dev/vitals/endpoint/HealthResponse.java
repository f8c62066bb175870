package dev.vitals.endpoint;

import dev.vitals.format.Format;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A {@link HealthHandler}'s answer, free of any framework.
 *
 * <p>This record is immutable and thread-safe. The same answer may be given many times.
 *
 * @param status the HTTP status code
 * @param headers every header to send, {@code Content-Length} included, in the order to send them
 * @param body what to send; empty for an answer to HEAD, whose {@code Content-Length} is that of the answer to GET
 * @since 0.1.0
 */
public record HealthResponse(int status, Map<String, String> headers, Body body) {
    /**
     * Checks the status and copies the headers.
     *
     * @throws IllegalArgumentException if {@code status} is not an HTTP status code
     */
    public HealthResponse {
        if (status < 100 || status > 599) {
            throw new IllegalArgumentException("'status' must be an HTTP status code but was " + status);
        }
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        Objects.requireNonNull(body, "body");
    }

    /**
     * Returns the answer to a request that a server could not take to a handler, in the form of every other refusal.
     *
     * @param status the HTTP status code
     * @param detail why, in words
     * @return an answer of type {@code application/problem+json}
     * @throws IllegalArgumentException if {@code status} is not an HTTP status code
     */
    public static HealthResponse problem(int status, String detail) {
        return Problem.of(status, Objects.requireNonNull(detail, "detail"));
    }

    static HealthResponse of(int status, String contentType, byte[] content) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", contentType);
        headers.put("Content-Length", Integer.toString(content.length));
        headers.put("Cache-Control", "no-store");
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Vary", "Accept");
        return new HealthResponse(status, headers, new Body(content));
    }

    static HealthResponse of(int status, Format format, byte[] content) {
        HealthResponse response = of(status, format.contentType(), content);
        for (Map.Entry<String, String> header : format.headers().entrySet()) {
            response = response.header(header.getKey(), header.getValue());
        }
        return response;
    }

    HealthResponse header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new HealthResponse(status, more, body);
    }

    HealthResponse withoutBody() {
        return new HealthResponse(status, headers, Body.EMPTY);
    }

    /**
     * Bytes that are sent, and shared between answers.
     *
     * <p>This class is immutable and thread-safe.
     *
     * @since 0.1.0
     */
    public static final class Body {
        private static final Body EMPTY = new Body(new byte[0]);
        private static final int PIECE = 16 * 1024;

        private final byte[] content;

        private Body(byte[] content) {
            this.content = content;
        }

        /**
         * Returns how long the body is.
         *
         * @return the length in bytes
         */
        public int length() {
            return content.length;
        }

        /**
         * Writes the body. Does not flush or close.
         *
         * @param out where to
         * @throws IOException if {@code out} throws it
         */
        public void writeTo(OutputStream out) throws IOException {
            // Servers copy what they are given: twice the whole for each caller who does not read it would be much.
            for (int at = 0; at < content.length; at += PIECE) {
                out.write(content, at, Math.min(PIECE, content.length - at));
            }
        }

        /**
         * Returns the body for a server that writes buffers.
         *
         * @return the bytes, read-only; a new buffer over the same bytes at each call
         */
        public ByteBuffer buffer() {
            return ByteBuffer.wrap(content).asReadOnlyBuffer();
        }

        /**
         * Returns the body as text.
         *
         * @return the text the bytes encode in UTF-8
         */
        @Override
        public String toString() {
            return new String(content, StandardCharsets.UTF_8);
        }
    }
}
