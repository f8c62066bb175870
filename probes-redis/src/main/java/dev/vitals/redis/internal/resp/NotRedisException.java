package dev.vitals.redis.internal.resp;

import dev.vitals.text.Clean;
import java.net.ProtocolException;

/** What came over the connection is not the Redis protocol. */
public final class NotRedisException extends ProtocolException {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 80;
    private static final int TLS_ALERT = 0x15;

    private final String received;

    /** Keeps the start of what came instead. */
    NotRedisException(String received) {
        super("not the Redis protocol");
        this.received = received;
    }

    /** Whether what came is a TLS record: the port wants TLS, and the client spoke plain text. */
    public boolean isTls() {
        return !received.isEmpty() && received.charAt(0) == TLS_ALERT;
    }

    /** Returns the start of what came, fit to be shown. */
    public String firstLine() {
        return Clean.line(received, SHOWN);
    }
}
