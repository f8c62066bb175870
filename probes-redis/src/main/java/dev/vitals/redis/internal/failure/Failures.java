package dev.vitals.redis.internal.failure;

import dev.vitals.probe.Evidence;
import dev.vitals.redis.internal.client.RedisTarget;
import dev.vitals.redis.internal.resp.NotRedisException;
import dev.vitals.remote.NetworkFault;
import java.io.IOException;
import java.util.List;

/** Classes what was thrown. */
public final class Failures {
    private Failures() {}

    /** Returns the failure of opening a socket; {@code limit} is shown if the time was over. */
    public static RedisFailure ofConnecting(Throwable thrown, RedisTarget target, String limit) {
        // Of a certificate for another host Jedis says so, without a cause.
        NetworkFault otherwise = target.isTls() ? NetworkFault.TLS : NetworkFault.UNREACHABLE;
        return of(thrown, otherwise, limit);
    }

    /** Returns the failure of a command on an open socket; {@code limit} is shown if the time was over. */
    public static RedisFailure ofCalling(IOException thrown, String limit) {
        return thrown instanceof NotRedisException garbage ? ofGarbage(garbage) : of(thrown, NetworkFault.LOST, limit);
    }

    private static RedisFailure of(Throwable thrown, NetworkFault otherwise, String limit) {
        NetworkFault fault = NetworkFault.of(thrown).orElse(otherwise);
        return RedisFailure.of(FailureKind.of(fault), fault == NetworkFault.TIMEOUT ? limit : "");
    }

    private static RedisFailure ofGarbage(NotRedisException garbage) {
        if (garbage.isTls()) {
            return RedisFailure.of(FailureKind.TLS, "it wants TLS and the client speaks plain text");
        }
        Evidence seen = new Evidence.Text("what answered instead", List.of(garbage.firstLine()));
        return RedisFailure.of(FailureKind.PROTOCOL).evidence(seen);
    }
}
