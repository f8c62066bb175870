package dev.vitals.redis.internal.link;

import dev.vitals.probe.ProbeContext;
import dev.vitals.redis.internal.client.RedisTarget;
import dev.vitals.redis.internal.failure.FailureKind;
import dev.vitals.redis.internal.failure.Failures;
import dev.vitals.redis.internal.failure.RedisFailure;
import dev.vitals.redis.internal.resp.Reply;
import dev.vitals.redis.internal.resp.RespConnection;
import java.io.IOException;
import java.util.Optional;
import redis.clients.jedis.RedisCredentials;

/**
 * Logs a new connection in and names it, with commands that every user may run whatever its rights, so that no server
 * counts an error for us.
 *
 * <p>A server at its client limit sends {@code -ERR} unasked and closes. What the next command meets distinguishes that
 * from an {@code -ERR} to the command before.
 */
final class Handshake {
    private final RedisTarget target;
    private final String clientName;
    private final RespConnection connection;
    private final ProbeContext context;
    private final Whereabouts whereabouts;

    /** Whether the server has sent {@code -ERR}: in reply to a command, or unasked before it closes. */
    private boolean unclear;

    Handshake(
            RedisTarget target,
            String clientName,
            RespConnection connection,
            ProbeContext context,
            Whereabouts whereabouts) {
        this.target = target;
        this.clientName = clientName;
        this.connection = connection;
        this.context = context;
        this.whereabouts = whereabouts;
    }

    /** Returns what the server says of itself, or throws why the connection cannot be used; it must then be closed. */
    Greeting perform() throws RedisFailure {
        Optional<Reply.Refusal> login = logIn();
        Reply hello = reply("HELLO", "2", "SETNAME", clientName);
        Optional<Reply.Refusal> naming = refusal(hello);
        if (unclear) {
            ask("PING");
        }
        if (login.isPresent()) {
            throw loginFailure(FailureKind.of(login.get()));
        }
        if (naming.isPresent() && FailureKind.of(naming.get()) == FailureKind.AUTH) {
            throw RedisFailure.of(FailureKind.AUTH, "it wants a password and the client has none");
        }
        return Greeting.of(hello);
    }

    private Optional<Reply.Refusal> logIn() throws RedisFailure {
        Optional<RedisCredentials> credentials = credentials();
        if (credentials.isEmpty()) {
            return Optional.empty();
        }
        String password = new String(credentials.get().getPassword());
        String user = credentials.get().getUser();
        return user == null ? ask("AUTH", password) : ask("AUTH", user, password);
    }

    private Optional<RedisCredentials> credentials() throws RedisFailure {
        try {
            return whereabouts.inCredentials(target::credentials);
        } catch (RuntimeException e) {
            throw RedisFailure.of(
                    FailureKind.AUTH,
                    "the client's provider of credentials threw " + e.getClass().getName());
        }
    }

    private static RedisFailure loginFailure(FailureKind kind) {
        boolean notNow = kind.keepsConnection() && kind != FailureKind.COMMAND && kind != FailureKind.REPLY;
        return RedisFailure.of(notNow ? kind : FailureKind.AUTH);
    }

    private Optional<Reply.Refusal> ask(String... command) throws RedisFailure {
        return refusal(reply(command));
    }

    private Reply reply(String... command) throws RedisFailure {
        TimeLimit limit = TimeLimit.ofCall(context);
        try {
            return connection.call(limit.millis(), command);
        } catch (IOException e) {
            RedisFailure failure = Failures.ofCalling(e, limit.without("reply to " + command[0]));
            throw unclear && failure.kind() == FailureKind.LOST ? RedisFailure.of(FailureKind.MAXCLIENTS) : failure;
        }
    }

    private Optional<Reply.Refusal> refusal(Reply reply) throws RedisFailure {
        if (!(reply instanceof Reply.Refusal refusal)) {
            return Optional.empty();
        }
        FailureKind kind = FailureKind.of(refusal);
        if (kind == FailureKind.PROTECTED) {
            throw RedisFailure.of(kind);
        }
        unclear |= kind == FailureKind.COMMAND;
        return Optional.of(refusal);
    }
}
