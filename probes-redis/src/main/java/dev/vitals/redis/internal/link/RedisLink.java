package dev.vitals.redis.internal.link;

import dev.vitals.probe.ProbeContext;
import dev.vitals.redis.internal.client.RedisTarget;
import dev.vitals.redis.internal.failure.FailureKind;
import dev.vitals.redis.internal.failure.Failures;
import dev.vitals.redis.internal.failure.RedisFailure;
import dev.vitals.redis.internal.resp.Reply;
import dev.vitals.redis.internal.resp.RespConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisException;

/**
 * The one connection all checks of a server share: opened when first needed, reused, one call at a time, left alone for
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
    private final LongSupplier nanoTime;
    private final Backoff backoff;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable RespConnection connection;
    private volatile boolean closed;
    private @Nullable RedisFailure lastFailure;
    private long lastUsed;

    public RedisLink(RedisTarget target, String clientName, LongSupplier nanoTime) {
        this.target = target;
        this.clientName = clientName;
        this.nanoTime = nanoTime;
        this.backoff = new Backoff(nanoTime);
    }

    public RedisTarget target() {
        return target;
    }

    public LongSupplier nanoTime() {
        return nanoTime;
    }

    /** Sends a command. Blocks for less than the run has left. */
    public Answer call(ProbeContext context, String... command) throws RedisFailure, InterruptedException {
        return alone(context, line -> line.call(command));
    }

    /** Lets a check have the connection for itself. Blocks for less than the run has left, if its work does. */
    public <T> T alone(ProbeContext context, Work<T> work) throws RedisFailure, InterruptedException {
        acquire(context);
        try {
            return work.over(command -> exchange(context, command));
        } finally {
            lock.unlock();
        }
    }

    private void acquire(ProbeContext context) throws RedisFailure, InterruptedException {
        int millis = TimeLimit.ofCall(context);
        if (!lock.tryLock(millis, TimeUnit.MILLISECONDS)) {
            throw RedisFailure.of(FailureKind.TIMEOUT, TimeLimit.within(millis) + " to another check");
        }
    }

    private Answer exchange(ProbeContext context, String... command) throws RedisFailure {
        RespConnection kept = kept();
        if (kept != null) {
            try {
                return ask(kept, Optional.empty(), context, command);
            } catch (RedisFailure e) {
                if (e.kind() == FailureKind.TIMEOUT || e.kind().keepsConnection()) {
                    throw e;
                }
                // A restart, an idle timeout or a firewall may have ended it while it lay idle: a new one tells.
                backoff.succeeded();
            }
        }
        long start = System.nanoTime();
        RespConnection opened = open(context);
        return ask(opened, Optional.of(Duration.ofNanos(System.nanoTime() - start)), context, command);
    }

    /** Returns the open connection, unless it lay idle for so long that something between may have forgotten it. */
    private @Nullable RespConnection kept() {
        RespConnection open = connection;
        if (open != null && (open.isOutOfStep() || nanoTime.getAsLong() - lastUsed > LONGEST_IDLE)) {
            disconnect();
        }
        return connection;
    }

    private Answer ask(RespConnection over, Optional<Duration> connect, ProbeContext context, String... command)
            throws RedisFailure {
        int millis = TimeLimit.ofCall(context);
        long start = System.nanoTime();
        Reply reply;
        try {
            reply = over.call(millis, command);
        } catch (IOException e) {
            throw failed(Failures.ofCalling(e, TimeLimit.within(millis)));
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        lastUsed = nanoTime.getAsLong();
        if (reply instanceof Reply.Refusal refusal) {
            throw refused(refusal);
        }
        backoff.succeeded();
        return new Answer(reply, took, connect);
    }

    private RespConnection open(ProbeContext context) throws RedisFailure {
        if (closed) {
            throw RedisFailure.of(FailureKind.CLOSED, ": these checks were closed");
        }
        Duration left = backoff.left();
        RedisFailure before = lastFailure;
        if (!left.isZero() && before != null) {
            throw before.plus("; next attempt in " + (left.toSeconds() + 1) + " s");
        }
        RespConnection opened = connect(TimeLimit.ofCall(context));
        connection = opened;
        boolean ready = false;
        try {
            new Handshake(target, clientName, opened, context).perform();
            ready = !closed;
        } catch (RedisFailure e) {
            throw failed(e);
        } finally {
            if (!ready) {
                disconnect();
            }
        }
        return opened;
    }

    private RespConnection connect(int millis) throws RedisFailure {
        try {
            return new RespConnection(target.connect(millis));
        } catch (IOException | JedisException e) {
            throw failed(Failures.ofConnecting(e, target, TimeLimit.within(millis) + " to the attempt to connect"));
        }
    }

    private RedisFailure refused(Reply.Refusal refusal) {
        FailureKind kind = FailureKind.of(refusal);
        String detail = kind == FailureKind.REPLY ? " -" + refusal.prefix() : "";
        RedisFailure failure = RedisFailure.of(kind, detail);
        if (kind.keepsConnection()) {
            backoff.succeeded();
            return failure;
        }
        return failed(failure);
    }

    private RedisFailure failed(RedisFailure failure) {
        disconnect();
        if (failure.kind() == FailureKind.AUTH) {
            backoff.failedForGood();
        } else {
            backoff.failed();
        }
        lastFailure = failure;
        return failure;
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
