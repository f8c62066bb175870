package dev.vitals.jdbc.internal.session;

import dev.vitals.jdbc.internal.failure.DatabaseException;
import dev.vitals.jdbc.internal.failure.Failure;
import dev.vitals.jdbc.internal.failure.FailureKind;
import dev.vitals.jdbc.internal.url.Secret;
import dev.vitals.jdbc.internal.url.Target;
import dev.vitals.probe.ProbeContext;
import dev.vitals.remote.Backoff;
import dev.vitals.remote.BusyException;
import dev.vitals.remote.Remote;
import dev.vitals.remote.Turn;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The one connection that all checks of a database share, outside the application's pool, so that an exhausted pool can
 * still be diagnosed and checking never takes more than one place on the server.
 *
 * <p>Opened at the first use, kept, and opened again after a failure, but not at once (see {@link Backoff}). One check
 * uses it at a time. Every use is one transaction that cannot write, is bounded on the server, and is always ended:
 * when it cannot be, the connection is closed.
 *
 * <p>What several checks read in one round belongs next to this object, see {@link Shared}.
 *
 * <p>This class is thread-safe.
 */
public final class DedicatedConnection implements AutoCloseable {
    private final Connector connector;
    private final Function<String, Optional<Dialect>> dialects;
    private final Backoff<Failure> backoff;
    private final Turn turn = new Turn();
    private final Watchdog watchdog = new Watchdog();
    /** Written while holding the turn; read without it only to abort. */
    private volatile @Nullable Held held;

    private volatile Dialect dialect;
    private volatile boolean closed;

    /**
     * Makes a connection that is not open yet.
     *
     * @param connector opens it
     * @param dialect what to know of the product
     */
    public DedicatedConnection(Connector connector, Dialect dialect) {
        this(connector, dialect, product -> Optional.empty());
    }

    /**
     * Makes a connection that is not open yet and may lead to another product than expected.
     *
     * @param connector opens it
     * @param dialect what to know of the product until the first connection reveals which it is
     * @param dialects gives what to know of a product by the name its driver has for it; empty when that is nothing
     */
    public DedicatedConnection(Connector connector, Dialect dialect, Function<String, Optional<Dialect>> dialects) {
        this(connector, dialect, dialects, new Backoff<>());
    }

    DedicatedConnection(
            Connector connector,
            Dialect dialect,
            Function<String, Optional<Dialect>> dialects,
            Backoff<Failure> backoff) {
        this.connector = connector;
        this.dialect = dialect;
        this.dialects = dialects;
        this.backoff = backoff;
    }

    /**
     * Does a check's work over the connection. Blocks until the check's turn comes and the work is done, but answers
     * before the check's time is over.
     *
     * @param <T> what the work finds
     * @param context the check's run
     * @param work what to ask
     * @return what was found
     * @throws DatabaseException if the database could not be asked or did not answer
     */
    public <T> T run(ProbeContext context, Work<T> work) throws DatabaseException {
        return run(context, Timeouts.STATEMENT, work);
    }

    /**
     * Does a check's work whose statements take other than the usual time. The checks that come meanwhile have to wait.
     *
     * @param <T> what the work finds
     * @param context the check's run
     * @param statement what a statement may take at most; positive
     * @param work what to ask
     * @return what was found
     * @throws DatabaseException if the database could not be asked or did not answer
     */
    public <T> T run(ProbeContext context, Duration statement, Work<T> work) throws DatabaseException {
        take(context);
        try {
            return inTurn(context, statement, work);
        } finally {
            turn.release();
        }
    }

    /**
     * Closes the connection, so that the next work gets a new one.
     *
     * @param context the check's run
     * @throws DatabaseException if another check has the connection
     */
    public void renew(ProbeContext context) throws DatabaseException {
        take(context);
        try {
            Held current = held;
            held = null;
            if (current != null) {
                current.close();
            }
        } finally {
            turn.release();
        }
    }

    /**
     * Returns whether the connection is ours alone rather than borrowed from the application's data source.
     *
     * @return true if the application's pool has no part in it
     */
    public boolean dedicated() {
        return connector.dedicated();
    }

    /**
     * Returns what to assume when a call has not returned long after its timeouts.
     *
     * @return the failure
     */
    public Failure unanswered() {
        return Failure.found(connector.mayPool() ? FailureKind.NO_CONNECTION : dialect.unending());
    }

    /**
     * Returns where the connection leads.
     *
     * @return the target, as far as it is known
     */
    public Target target() {
        return connector.target();
    }

    /**
     * Returns the server's address, with the product's port where the URL leaves it out.
     *
     * @return the address, as far as it is known
     */
    public Remote remote() {
        Remote remote = target().remote();
        OptionalInt port = dialect.defaultPort();
        return port.isPresent() ? remote.withDefaultPort(port.getAsInt()) : remote;
    }

    /**
     * Returns what is known of the product; more after the first connection than before.
     *
     * @return the dialect
     */
    public Dialect dialect() {
        return dialect;
    }

    /**
     * Puts an error into words that may be shown, for work that outlives it.
     *
     * @param error what the driver threw
     * @param hide takes what else must not be shown, beside the password, out of the driver's message
     * @return the failure
     */
    public Failure explain(SQLException error, UnaryOperator<String> hide) {
        Secret secret = connector.secret();
        return Failure.of(dialect.classify(error, false), false, error, message -> secret.mask(hide.apply(message)));
    }

    /** Closes the connection, under the feet of whoever still uses it. */
    @Override
    public void close() {
        closed = true;
        watchdog.close();
        boolean idle = turn.takeNow();
        Held current = held;
        if (current != null && idle) {
            current.close();
        } else if (current != null) {
            current.kill();
        }
        if (idle) {
            turn.release();
        }
    }

    private <T> T inTurn(ProbeContext context, Duration statement, Work<T> work) throws DatabaseException {
        boolean reused = held != null;
        try {
            return attempt(context, statement, work);
        } catch (DatabaseException e) {
            // A connection kept from the last round may have died with the server it led to: that says nothing yet.
            if (reused && held == null && e.failure().kind().endsConnection()) {
                return attempt(context, statement, work);
            }
            throw e;
        }
    }

    private <T> T attempt(ProbeContext context, Duration statement, Work<T> work) throws DatabaseException {
        if (closed) {
            throw new DatabaseException(Failure.ours(FailureKind.CLOSED, FailureKind.CLOSED.words()));
        }
        Timeouts timeouts = Timeouts.within(context.remaining(), statement);
        Held kept = held;
        Held current = kept == null ? open(timeouts) : kept;
        boolean usable = false;
        boolean broken = false;
        try (Watchdog.Guard guard = watchdog.watch(current, timeouts.socketMillis())) {
            boolean fresh = kept == null;
            Session session = new Session(current.connection(), dialect, context, statement, guard, fresh);
            try {
                if (fresh) {
                    dialects.apply(session.productName()).ifPresent(found -> dialect = found);
                    session = new Session(current.connection(), dialect, context, statement, guard, fresh);
                }
                dialect.begin(session, session.arm());
                return work.run(session);
            } catch (SQLException e) {
                DatabaseException failed = failed(e, current);
                broken = failed.failure().kind().endsConnection();
                throw failed;
            } finally {
                usable = ended(session) && !broken;
            }
        } finally {
            part(current, usable);
        }
    }

    private Held open(Timeouts timeouts) throws DatabaseException {
        Optional<Failure> pending =
                backoff.pending().map(failed -> failed.failure().retryIn(failed.retryIn()));
        if (pending.isPresent() && !connector.changedSinceOpen()) {
            throw new DatabaseException(pending.get());
        }
        try {
            Held opened = opened(timeouts);
            held = opened;
            return opened;
        } catch (SQLException e) {
            FailureKind kind = dialect.classify(e, true);
            throw new DatabaseException(leftAlone(Failure.of(kind, true, e, connector.secret()::mask)));
        }
    }

    /** What the application gave us to connect with, be it a data source or a source of passwords, may throw anything. */
    private Held opened(Timeouts timeouts) throws SQLException {
        try {
            return Held.of(connector.open(dialect, timeouts), !connector.dedicated());
        } catch (RuntimeException e) {
            throw new SQLException(e.toString(), e);
        }
    }

    private Failure leftAlone(Failure failure) {
        return failure.retryIn(failure.kind().lasts() ? backoff.denied(failure) : backoff.failed(failure));
    }

    private void take(ProbeContext context) throws DatabaseException {
        try {
            turn.take(context);
        } catch (BusyException e) {
            throw new DatabaseException(Failure.ours(FailureKind.BUSY, String.valueOf(e.getMessage())));
        }
    }

    private DatabaseException failed(SQLException error, Held current) {
        Failure failure = explain(error, UnaryOperator.identity());
        // A server that has stopped answering is asked no more by the other checks of the same round.
        boolean silent = failure.kind() == FailureKind.TIMEOUT && current.isClosed();
        return new DatabaseException(silent ? leftAlone(failure) : failure);
    }

    /** Ends the transaction, whatever became of the work. */
    private boolean ended(Session session) {
        try {
            dialect.end(session);
            session.undo();
            return true;
        } catch (SQLException | RuntimeException e) {
            return false;
        }
    }

    private void part(Held current, boolean usable) {
        if (usable) {
            backoff.succeeded();
        }
        boolean keep = usable && !current.borrowed() && !closed;
        held = keep ? current : null;
        if (!usable) {
            current.drop();
        } else if (current.borrowed()) {
            current.giveBack();
        } else if (closed) {
            current.close();
        }
    }
}
