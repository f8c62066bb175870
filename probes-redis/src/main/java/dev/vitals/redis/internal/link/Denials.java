package dev.vitals.redis.internal.link;

import dev.vitals.redis.internal.failure.CommandName;
import dev.vitals.redis.internal.failure.FailureKind;
import dev.vitals.redis.internal.failure.RedisFailure;
import dev.vitals.remote.Backoff;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers for a minute which commands the server refuses us: each attempt is an error in its counters and an entry in
 * its ACL LOG. Used by the check whose turn it is.
 */
final class Denials {
    private final Pace pace;
    private final Map<List<String>, Backoff<RedisFailure>> denied = new HashMap<>();

    Denials(Pace pace) {
        this.pace = pace;
    }

    /** Throws the refusal that still holds. */
    void check(String... command) throws RedisFailure {
        Optional<Backoff.Pending<RedisFailure>> pending =
                Optional.ofNullable(denied.get(key(command))).flatMap(Backoff::pending);
        if (pending.isPresent()) {
            throw pending.get().failure().retryIn(pending.get().retryIn());
        }
    }

    void granted(String... command) {
        denied.remove(key(command));
    }

    /** Returns a failure with the time until the command is sent again, if it was denied. */
    RedisFailure noted(String[] command, RedisFailure failure) {
        boolean refused = failure.kind() == FailureKind.PERMISSION || failure.kind() == FailureKind.COMMAND;
        return refused && !failure.waits()
                ? failure.retryIn(denied.computeIfAbsent(key(command), name -> pace.backoff())
                        .denied(failure))
                : failure;
    }

    /** A right may be missing to a command or to the key it reads, which is its first argument or that of its part. */
    private static List<String> key(String... command) {
        int words = CommandName.of(command).second().isEmpty() ? 2 : 3;
        return List.of(command).subList(0, Math.min(words, command.length));
    }
}
