package dev.vitals.redis.internal.resp;

import java.io.IOException;

/** What came over the connection is not the Redis protocol. */
public final class NotRedisException extends IOException {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 80;
    private static final int TLS_ALERT = 0x15;

    private final String firstLine;

    /** Keeps the printable part of what came instead. */
    NotRedisException(String received) {
        super("not the Redis protocol");
        this.firstLine = received;
    }

    /** Whether what came is a TLS record: the port wants TLS and was spoken to in plain. */
    public boolean isTls() {
        return !firstLine.isEmpty() && firstLine.charAt(0) == TLS_ALERT;
    }

    public String printable() {
        String cut = firstLine.length() > SHOWN ? firstLine.substring(0, SHOWN) + "…" : firstLine;
        return cut.replaceAll("[^\\x20-\\x7e…]", "?");
    }
}
