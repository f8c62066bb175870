package dev.vitals.redis.internal.link;

import dev.vitals.redis.internal.failure.FailureKind;
import dev.vitals.redis.internal.failure.RedisFailure;

/** The numbered databases of a server, which an address may name. */
public final class Databases {
    private Databases() {}

    /**
     * Chooses a database, if it is another one than that of a new connection. Redis refuses a number that it does not have
     * by the same code as a command that was renamed; then it refuses every number.
     */
    public static void select(RedisLink.Line line, int database) throws RedisFailure {
        if (database == 0) {
            return;
        }
        try {
            line.call("SELECT", Integer.toString(database));
        } catch (RedisFailure e) {
            if (e.kind() != FailureKind.COMMAND) {
                throw e;
            }
            line.call("SELECT", "0");
            throw RedisFailure.of(FailureKind.DATABASE, "number " + database);
        }
    }

    /** As {@link #select}; says nothing of one that the user may not choose, or where {@code SELECT} was renamed. */
    public static void requireIfAllowed(RedisLink.Line line, int database) throws RedisFailure {
        try {
            select(line, database);
        } catch (RedisFailure e) {
            if (e.kind() != FailureKind.COMMAND && e.kind() != FailureKind.PERMISSION) {
                throw e;
            }
        }
    }
}
