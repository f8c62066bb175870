package dev.vitals.redis.internal.link;

import dev.vitals.redis.internal.failure.FailureKind;
import dev.vitals.redis.internal.failure.RedisFailure;

/** Which unbounded call the check that has the connection is in, for the case that it does not return. */
final class Whereabouts {
    static final RedisFailure RESOLVER = RedisFailure.of(FailureKind.DNS, "the resolver does not return");
    static final RedisFailure CREDENTIALS =
            RedisFailure.of(FailureKind.AUTH, "the client's provider of credentials does not return");
    private static final RedisFailure SERVER = RedisFailure.of(FailureKind.TIMEOUT);

    private volatile RedisFailure here = SERVER;

    /** A call that nothing bounds. */
    interface Call<T, E extends Exception> {
        /** Makes it. */
        T make() throws E;
    }

    <T, E extends Exception> T in(RedisFailure ifStuck, Call<T, E> call) throws E {
        here = ifStuck;
        try {
            return call.make();
        } finally {
            here = SERVER;
        }
    }

    RedisFailure ifStuck() {
        return here;
    }
}
