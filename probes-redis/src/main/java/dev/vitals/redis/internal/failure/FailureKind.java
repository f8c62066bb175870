package dev.vitals.redis.internal.failure;

import dev.vitals.redis.internal.client.RedisTarget;
import dev.vitals.redis.internal.resp.Reply;

/**
 * Why Redis could not be asked, told apart by the class of an exception or the first word of a reply, never by the
 * text of either.
 */
public enum FailureKind {
    REFUSED("redis.refused", "nothing accepts connections at %s"),
    DNS("redis.dns", "the host name in %s does not resolve"),
    UNREACHABLE("redis.unreachable", "there is no way through to %s"),
    TIMEOUT("redis.timeout", "%s does not answer"),
    TLS("redis.tls", "no TLS session with %s"),
    CLOSED("redis.closed", "%s closes the connection without an answer"),
    PROTOCOL("redis.protocol", "%s does not speak the Redis protocol"),
    MAXCLIENTS("redis.maxclients", "%s is at its client limit and turns new connections away"),
    PROTECTED("redis.protected", "%s is in protected mode and talks to its own host only"),
    AUTH("redis.auth", "%s refuses the credentials"),
    PERMISSION("redis.permission", "%s denies the command"),
    LOADING("redis.loading", "%s is loading its data set into memory"),
    BUSY("redis.busy", "%s is stuck in a script"),
    MASTERDOWN("redis.masterdown", "%s is a replica that lost its master and may not serve old data"),
    MISCONF("redis.misconf", "%s cannot save to disk and refuses writes"),
    REPLY("redis.error", "%s answers with an error");

    private final String cause;
    private final String says;

    FailureKind(String cause, String says) {
        this.cause = cause;
        this.says = says;
    }

    /** Returns the kind of an error reply. */
    public static FailureKind of(Reply.Refusal refusal) {
        return switch (refusal.prefix()) {
            case "NOAUTH", "WRONGPASS" -> AUTH;
            case "NOPERM" -> PERMISSION;
            case "DENIED" -> PROTECTED;
            case "LOADING" -> LOADING;
            case "BUSY" -> BUSY;
            case "MASTERDOWN" -> MASTERDOWN;
            case "MISCONF" -> MISCONF;
            default -> REPLY;
        };
    }

    public String cause() {
        return cause;
    }

    public String says(RedisTarget target) {
        return says.formatted(target);
    }

    /** Whether the server answered on a connection that stays good, so that the next call can use it. */
    public boolean keepsConnection() {
        return switch (this) {
            case PERMISSION, LOADING, BUSY, MASTERDOWN, MISCONF, REPLY -> true;
            case REFUSED, DNS, UNREACHABLE, TIMEOUT, TLS, CLOSED, PROTOCOL, MAXCLIENTS, PROTECTED, AUTH -> false;
        };
    }
}
