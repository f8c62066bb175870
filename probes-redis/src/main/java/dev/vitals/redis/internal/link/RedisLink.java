package dev.vitals.redis.internal.link;

import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Result;
import dev.vitals.redis.internal.client.RedisTarget;
import dev.vitals.redis.internal.failure.CommandName;
import dev.vitals.redis.internal.failure.FailureKind;
import dev.vitals.redis.internal.failure.Failures;
import dev.vitals.redis.internal.failure.RedisFailure;
import dev.vitals.redis.internal.resp.Deadline;
import dev.vitals.redis.internal.resp.Reply;
import dev.vitals.redis.internal.resp.RespConnection;
import dev.vitals.remote.Backoff;
import dev.vitals.remote.BusyException;
import dev.vitals.remote.Turn;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisException;

/**
 * The one connection all checks of a server share: opened when first needed, reused, one check at a time, left alone for
 * a while after a failure.
 *
 * <p>This class is thread-safe.
 */
public final class RedisLink implements AutoCloseable {
    /** A reply, how long it took, and how long the connection took if it had to be opened. */
    public record Answer(Reply reply, Duration took, Optional<Duration> connect) {}

    /** The connection, for the one check whose turn it is. */
    public interface Line {
        /** Sends a command. */
        Answer call(String... command) throws RedisFailure;
    }

    /** What a check does while it has the connection for itself. */
    public interface Work<T> {
        /** Does it. */
        T over(Line line) throws RedisFailure;
    }

    /** Well below what firewalls and load balancers allow: the least common one is 350 s. */
    private static final long LONGEST_IDLE = Duration.ofMinutes(2).toNanos();

    private final RedisTarget target;
    private final String clientName;
    private final boolean sentinel;
    private final Pace pace;
    private final Backoff<RedisFailure> backoff;
    private final Denials denials;
    private final Turn turn = new Turn();
    private final Whereabouts whereabouts = new Whereabouts();
    private volatile @Nullable RespConnection connection;
    private volatile Greeting greeting = Greeting.NONE;
    private volatile boolean closed;
    private long lastUsed;

    /**
     * Makes one that is not open yet.
     *
     * @param sentinel whether a sentinel is to answer rather than a server with data
     */
    public RedisLink(RedisTarget target, String clientName, boolean sentinel, Pace pace) {
        this.target = target;
        this.clientName = clientName;
        this.sentinel = sentinel;
        this.pace = pace;
        this.backoff = pace.backoff();
        this.denials = new Denials(pace);
    }

    public RedisTarget target() {
        return target;
    }

    public Pace pace() {
        return pace;
    }

    /** Returns what the server last said of itself. Does not ask. */
    public Greeting greeting() {
        return greeting;
    }

    /**
     * Leaves word that a check is about to use the connection, which may not return: neither the resolver nor the
     * application's provider of credentials can be bounded.
     *
     * @param context the check's run
     * @param result the check's result of a failure
     * @return to be closed when the check is done with the connection
     */
    public ProbeContext.Stay entering(ProbeContext context, Function<RedisFailure, Result> result) {
        return whereabouts.enter(context, result);
    }

    /** Lets a check have the connection for itself. Blocks for less than the run has left, if its work does. */
    public <T> T alone(ProbeContext context, Work<T> work) throws RedisFailure {
        take(context);
        try {
            return work.over(command -> call(context, command));
        } finally {
            turn.release();
        }
    }

    private void take(ProbeContext context) throws RedisFailure {
        try {
            turn.take(context);
        } catch (BusyException e) {
            throw RedisFailure.of(FailureKind.BUSY, String.valueOf(e.getMessage()));
        }
    }

    private Answer call(ProbeContext context, String... command) throws RedisFailure {
        denials.check(command);
        try {
            Answer answer = exchange(context, command);
            backoff.succeeded();
            denials.granted(command);
            return answer;
        } catch (RedisFailure e) {
            throw denials.noted(command, settled(e));
        }
    }

    private Answer exchange(ProbeContext context, String... command) throws RedisFailure {
        RespConnection kept = kept();
        if (kept != null) {
            try {
                return ask(kept, Optional.empty(), context, command);
            } catch (RedisFailure e) {
                // A restart, an idle timeout or a firewall may have ended it while it lay idle: a new one will show.
                if (closed || e.kind() == FailureKind.TIMEOUT || e.kind().keepsConnection()) {
                    throw e;
                }
                disconnect();
            }
        }
        long start = System.nanoTime();
        RespConnection opened = open(context);
        return ask(opened, Optional.of(Duration.ofNanos(System.nanoTime() - start)), context, command);
    }

    /** Returns the open connection, unless it lay idle for so long that something between may have forgotten it. */
    private @Nullable RespConnection kept() {
        RespConnection open = connection;
        if (open != null && (open.isOutOfStep() || pace.nanoTime() - lastUsed > LONGEST_IDLE)) {
            disconnect();
        }
        return connection;
    }

    private Answer ask(RespConnection over, Optional<Duration> connect, ProbeContext context, String... command)
            throws RedisFailure {
        TimeLimit limit = TimeLimit.ofCall(context);
        long start = System.nanoTime();
        Reply reply;
        try {
            reply = over.call(limit.millis(), command);
        } catch (IOException e) {
            throw Failures.ofCalling(e, limit.without("reply to " + command[0]));
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        lastUsed = pace.nanoTime();
        if (reply instanceof Reply.Refusal refusal) {
            throw refused(refusal, command);
        }
        return new Answer(reply, took, connect);
    }

    private static RedisFailure refused(Reply.Refusal refusal, String... command) {
        FailureKind kind = FailureKind.of(refusal);
        return RedisFailure.of(kind, kind == FailureKind.REPLY ? refusal.prefix() : "")
                .to(CommandName.of(command));
    }

    private RespConnection open(ProbeContext context) throws RedisFailure {
        if (closed) {
            throw ofClosing();
        }
        Optional<Backoff.Pending<RedisFailure>> pending = backoff.pending();
        if (pending.isPresent()) {
            throw pending.get().failure().retryIn(pending.get().retryIn());
        }
        RespConnection opened = connect(context);
        connection = opened;
        boolean ready = false;
        try {
            greeting = new Handshake(target, clientName, opened, context, whereabouts).perform();
            requireExpected(greeting.mode());
            ready = !closed;
        } finally {
            if (!ready) {
                disconnect();
            }
        }
        return opened;
    }

    private void requireExpected(Greeting.Mode mode) throws RedisFailure {
        if (mode != Greeting.Mode.UNKNOWN && sentinel != (mode == Greeting.Mode.SENTINEL)) {
            throw RedisFailure.of(sentinel ? FailureKind.NOT_SENTINEL : FailureKind.SENTINEL);
        }
    }

    private RespConnection connect(ProbeContext context) throws RedisFailure {
        TimeLimit limit = TimeLimit.ofCall(context);
        Deadline deadline = new Deadline();
        try {
            int addresses = whereabouts.inResolver(target::resolve);
            limit = TimeLimit.ofCall(context);
            return new RespConnection(target.connect(limit.millis(), addresses, deadline), deadline);
        } catch (IOException | JedisException e) {
            throw Failures.ofConnecting(e, target, limit.without("connection"));
        }
    }

    /** Closes what cannot be used again, and notes when to ask next. */
    private RedisFailure settled(RedisFailure failure) {
        if (closed && failure.kind() != FailureKind.TIMEOUT) {
            disconnect();
            return ofClosing();
        }
        if (failure.kind().keepsConnection()) {
            backoff.succeeded();
            return failure;
        }
        if (failure.waits()) {
            return failure;
        }
        disconnect();
        boolean denied = failure.kind() == FailureKind.AUTH;
        return failure.retryIn(denied ? backoff.denied(failure) : backoff.failed(failure));
    }

    private static RedisFailure ofClosing() {
        return RedisFailure.of(FailureKind.CLOSED, FailureKind.CLOSED.cause().title());
    }

    private void disconnect() {
        RespConnection open = connection;
        connection = null;
        if (open != null) {
            open.close();
        }
    }

    /** Closes the connection, also under a call in flight, which then fails. Does not block. */
    @Override
    public void close() {
        closed = true;
        disconnect();
    }
}
