package dev.vitals.redis;

import dev.vitals.probe.ProbeContext;
import java.io.IOException;
import java.util.Optional;
import redis.clients.jedis.RedisCredentials;

/**
 * Logs a new connection in and names it, in words every user may say whatever its rights, so that no server counts an
 * error for us.
 */
final class Handshake {
    private final RedisTarget target;
    private final String clientName;

    Handshake(RedisTarget target, String clientName) {
        this.target = target;
        this.clientName = clientName;
    }

    void perform(RespConnection connection, ProbeContext context) throws IOException, RedisFailure {
        Optional<Reply.Refusal> login = logIn(connection, context);
        Optional<Reply.Refusal> naming = ask(connection, context, "HELLO", "2", "SETNAME", clientName);
        if (isError(login) || isError(naming)) {
            stillThere(connection, context);
        }
        if (login.isPresent()) {
            throw loginFailure(login.get().kind());
        }
        if (naming.isPresent() && naming.get().kind() == FailureKind.AUTH) {
            throw RedisFailure.of(FailureKind.AUTH, ": it wants a password and the client has none");
        }
    }

    private Optional<Reply.Refusal> logIn(RespConnection connection, ProbeContext context)
            throws IOException, RedisFailure {
        Optional<RedisCredentials> credentials = credentials();
        if (credentials.isEmpty()) {
            return Optional.empty();
        }
        String password = new String(credentials.get().getPassword());
        String user = credentials.get().getUser();
        return user == null
                ? ask(connection, context, "AUTH", password)
                : ask(connection, context, "AUTH", user, password);
    }

    private Optional<RedisCredentials> credentials() throws RedisFailure {
        try {
            return target.credentials();
        } catch (RuntimeException e) {
            throw RedisFailure.of(
                    FailureKind.AUTH,
                    ": the client's provider of credentials threw " + e.getClass().getName());
        }
    }

    /**
     * A server at its client limit says {@code -ERR} unasked and closes. What the next command meets tells that from
     * an {@code -ERR} to the command before.
     */
    private static void stillThere(RespConnection connection, ProbeContext context) throws IOException, RedisFailure {
        try {
            ask(connection, context, "PING");
        } catch (IOException e) {
            if (Failures.ofCalling(e, "").kind() == FailureKind.CLOSED) {
                throw RedisFailure.of(FailureKind.MAXCLIENTS, "");
            }
            throw e;
        }
    }

    private RedisFailure loginFailure(FailureKind kind) {
        boolean notNow = kind.keepsConnection() && kind != FailureKind.REPLY;
        if (notNow) {
            return RedisFailure.of(kind, "");
        }
        return RedisFailure.of(FailureKind.AUTH, " of user '" + target.user() + "'");
    }

    private static boolean isError(Optional<Reply.Refusal> refusal) {
        return refusal.isPresent() && refusal.get().kind() == FailureKind.REPLY;
    }

    private static Optional<Reply.Refusal> ask(RespConnection connection, ProbeContext context, String... command)
            throws IOException, RedisFailure {
        Reply reply = connection.call(TimeLimit.ofCall(context), command);
        if (!(reply instanceof Reply.Refusal refusal)) {
            return Optional.empty();
        }
        if (refusal.kind() == FailureKind.PROTECTED) {
            throw RedisFailure.of(FailureKind.PROTECTED, "");
        }
        return Optional.of(refusal);
    }
}
