package dev.vitals.redis.internal.failure;

import dev.vitals.probe.Evidence;
import dev.vitals.redis.internal.client.RedisTarget;
import dev.vitals.redis.internal.resp.NotRedisException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.SSLException;

/** Tells failures apart by the class of what was thrown. */
public final class Failures {
    private Failures() {}

    /** Returns the failure of opening a socket: Jedis hides what was thrown among causes and suppressed exceptions. */
    public static RedisFailure ofConnecting(Throwable thrown, RedisTarget target, String within) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            for (Throwable hidden : at.getSuppressed()) {
                if (hidden instanceof IOException) {
                    return of(hidden, FailureKind.UNREACHABLE, within);
                }
            }
            if (at instanceof IOException || at instanceof GeneralSecurityException) {
                return of(at, FailureKind.UNREACHABLE, within);
            }
        }
        // Jedis says so, and nothing else, of a certificate for another host.
        return RedisFailure.of(target.isTls() ? FailureKind.TLS : FailureKind.UNREACHABLE, "");
    }

    /** Returns the failure of a command on an open socket. */
    public static RedisFailure ofCalling(IOException thrown, String within) {
        return of(thrown, FailureKind.CLOSED, within);
    }

    private static RedisFailure of(Throwable thrown, FailureKind otherwise, String within) {
        if (thrown instanceof NotRedisException garbage) {
            return ofGarbage(garbage);
        }
        FailureKind kind = kind(thrown, otherwise);
        return RedisFailure.of(kind, kind == FailureKind.TIMEOUT ? within : "");
    }

    private static FailureKind kind(Throwable thrown, FailureKind otherwise) {
        if (thrown instanceof SocketTimeoutException) {
            return FailureKind.TIMEOUT;
        }
        if (thrown instanceof ConnectException) {
            return FailureKind.REFUSED;
        }
        if (thrown instanceof UnknownHostException) {
            return FailureKind.DNS;
        }
        if (thrown instanceof SSLException || thrown instanceof GeneralSecurityException) {
            return FailureKind.TLS;
        }
        return otherwise;
    }

    private static RedisFailure ofGarbage(NotRedisException garbage) {
        if (garbage.isTls()) {
            return RedisFailure.of(FailureKind.TLS, ": it wants TLS and the client speaks plain text");
        }
        Evidence seen = new Evidence.Text("what answered instead", List.of(garbage.printable()));
        return RedisFailure.of(FailureKind.PROTOCOL, "").with(seen);
    }
}
