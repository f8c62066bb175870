package dev.vitals.jdbc.internal.mysql.server;

import dev.vitals.jdbc.internal.failure.FailureKind;
import dev.vitals.jdbc.internal.failure.MissingRightException;
import dev.vitals.jdbc.internal.session.DedicatedConnection;
import dev.vitals.jdbc.internal.session.Session;
import dev.vitals.jdbc.internal.session.Source;
import dev.vitals.jdbc.internal.session.Work;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The rights that an account turned out not to have. They are tried again only now and then, since MariaDB's driver writes
 * each refusal to the application's log, and over a new connection, since a granted right counts from the next login on.
 *
 * <p>This class is thread-safe.
 */
public final class Rights {
    /** How long a refusal is believed. */
    static final Duration AGAIN = Duration.ofMinutes(5);

    private final LongSupplier nanoTime;
    private final Map<Right, Refusal> missing = new ConcurrentHashMap<>();
    private final Set<Right> granted = ConcurrentHashMap.newKeySet();

    public Rights(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Runs work that needs a right, unless the right was refused not long ago. */
    public <T> T use(Session session, Right right, Work<T> work) throws SQLException {
        Refusal refusal = missing.get(right);
        if (refusal != null) {
            throw refusal.again();
        }
        try {
            T found = work.run(session);
            granted.add(right);
            return found;
        } catch (SQLException e) {
            if (MySqlFailures.classify(e) != FailureKind.PERMISSION) {
                throw e;
            }
            granted.remove(right);
            Refusal first = new Refusal(refused(session, right, e), nanoTime.getAsLong());
            missing.put(right, first);
            throw first.again();
        }
    }

    /** Makes sure of a right without which the server would silently show less. */
    public void require(Session session, Right right, String refusedWithout) throws SQLException {
        if (!granted.contains(right)) {
            use(session, right, one -> one.first(refusedWithout, row -> row.getInt(1)));
        }
    }

    /** A source that logs in again when a refusal is old enough to be doubted. */
    public <T> Source<T> renewing(DedicatedConnection connection, Source<T> source) {
        return context -> {
            long now = nanoTime.getAsLong();
            if (missing.values().stream().anyMatch(one -> now - one.nanos() >= AGAIN.toNanos())) {
                missing.clear();
                connection.renew(context);
            }
            return source.get(context);
        };
    }

    private static MissingRightException refused(Session session, Right right, SQLException refusal)
            throws SQLException {
        Account account = Account.of(
                session.first("select current_user()", row -> row.getString(1)).orElse(""));
        String message = "user " + account.shown() + " may not " + right.words();
        return new MissingRightException(message, refusal, right.grant(Server.of(session), account));
    }

    /** Kept without the driver's exception, which would keep its connection. */
    private record Refusal(MissingRightException first, long nanos) {
        MissingRightException again() {
            return new MissingRightException(String.valueOf(first.getMessage()), first, first.remedy());
        }
    }
}
