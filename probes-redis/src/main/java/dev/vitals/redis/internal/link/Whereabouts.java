package dev.vitals.redis.internal.link;

import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.ProbeContext.Stay;
import dev.vitals.probe.Result;
import dev.vitals.redis.internal.failure.FailureKind;
import dev.vitals.redis.internal.failure.RedisFailure;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Leaves word of what a check is in, for the case that it does not return. A run keeps to one thread. */
final class Whereabouts {
    @SuppressWarnings("ThreadLocalUsage") // one for each link, which outlives its runs
    private final ThreadLocal<@Nullable Function<RedisFailure, Stay>> running = new ThreadLocal<>();

    /** A call that nothing bounds. */
    interface Call<T, E extends Exception> {
        /** Makes it. */
        T make() throws E;
    }

    /** Notes that a check is about to use the connection, until what is returned is closed. */
    Stay enter(ProbeContext context, Function<RedisFailure, Result> result) {
        Function<RedisFailure, Stay> word = failure -> context.entering(result.apply(failure));
        Stay server = word.apply(RedisFailure.of(FailureKind.TIMEOUT));
        running.set(word);
        return () -> {
            running.remove();
            server.close();
        };
    }

    <T, E extends Exception> T inResolver(Call<T, E> call) throws E {
        return in(RedisFailure.of(FailureKind.DNS, "the resolver does not return"), call);
    }

    <T, E extends Exception> T inCredentials(Call<T, E> call) throws E {
        return in(RedisFailure.of(FailureKind.AUTH, "the client's provider of credentials does not return"), call);
    }

    @SuppressWarnings("try") // The stay is there to be closed.
    private <T, E extends Exception> T in(RedisFailure ifStuck, Call<T, E> call) throws E {
        Function<RedisFailure, Stay> word = running.get();
        if (word == null) {
            return call.make();
        }
        try (Stay stay = word.apply(ifStuck)) {
            return call.make();
        }
    }
}
