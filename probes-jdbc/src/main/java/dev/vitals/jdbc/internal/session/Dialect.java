package dev.vitals.jdbc.internal.session;

import dev.vitals.jdbc.internal.failure.Failure;
import dev.vitals.jdbc.internal.failure.FailureKind;
import dev.vitals.jdbc.internal.url.Target;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Remedy;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a session has to know of a database product. Implementations have no state.
 */
public interface Dialect {
    /**
     * Returns the driver's connection properties that bound a connection, tag it and keep it harmless. They beat what
     * the application's URL says.
     *
     * @param timeouts the limits of the call that connects
     * @return the properties by the driver's own names; may be empty
     */
    Map<String, String> connectionProperties(Timeouts timeouts);

    /**
     * Checks what is known before the driver is asked, and turns a URL into one that creates nothing.
     *
     * @param url a URL of this product
     * @return the URL to connect with
     * @throws SQLException if connecting cannot succeed
     */
    default String prepare(String url) throws SQLException {
        return url;
    }

    /**
     * Returns the port that drivers use when the URL names none.
     *
     * @return the port; empty for a database that is no server, or when it is not known
     */
    default OptionalInt defaultPort() {
        return OptionalInt.empty();
    }

    /**
     * Returns whether the database runs in this process, behind a driver whose timeouts bound nothing but waiting for
     * locks. Its statements are then cancelled by us.
     *
     * @return false for a server
     */
    default boolean inProcess() {
        return false;
    }

    /**
     * Returns what is wrong when a call into the driver has not returned long after its timeouts.
     *
     * @return the kind of failure to assume
     */
    default FailureKind unending() {
        return FailureKind.TIMEOUT;
    }

    /**
     * Returns the smallest query that reaches the database.
     *
     * @return a query for one number
     */
    default String ping() {
        return "SELECT 1";
    }

    /**
     * Begins a transaction that cannot write, whose statements the server bounds, and in which statements of our own
     * mean what they say: every property and setting they rely on is named, whatever the login's defaults are.
     *
     * @param session where
     * @param timeouts the limits of the call
     * @throws SQLException if the server refuses
     */
    void begin(Session session, Timeouts timeouts) throws SQLException;

    /**
     * Ends the transaction and leaves the connection as it was before {@link #begin}.
     *
     * @param session where
     * @throws SQLException if the server refuses; the connection is then closed
     */
    void end(Session session) throws SQLException;

    /**
     * Gives a query of the user's the settings that its login would have, such as the path by which names are found.
     * The session stays in a read-only, bounded transaction.
     *
     * @param session where
     * @param timeouts the limits of the call
     * @throws SQLException if the server refuses
     */
    default void handOver(Session session, Timeouts timeouts) throws SQLException {}

    /**
     * Undoes {@link #handOver}, and what the query may have left behind even when its transaction is rolled back, such
     * as locks of the session. The session is then as after {@link #begin}.
     *
     * @param session where
     * @param timeouts the limits of the call
     * @throws SQLException if the server refuses
     */
    default void takeBack(Session session, Timeouts timeouts) throws SQLException {}

    /**
     * Classes an error by the vendor's number, then the SQLState, then the class of its root cause; never by its text,
     * which depends on the server's language.
     *
     * @param error the error
     * @param connecting whether it was thrown while connecting
     * @return its kind; {@link FailureKind#OTHER} when none fits
     */
    FailureKind classify(SQLException error, boolean connecting);

    /**
     * Returns what to do about a failure.
     *
     * @param failure the failure
     * @param target where it happened
     * @return the remedies, best first; may be empty
     */
    List<Remedy> remedies(Failure failure, Target target);

    /**
     * Returns why the database refuses writes.
     *
     * @param session where to ask
     * @return empty if it takes them, or this product does not say
     * @throws SQLException if the driver or the server gives an error
     */
    default Optional<WritesRefused> writesRefused(Session session) throws SQLException {
        return Optional.empty();
    }

    /**
     * Describes the server to a reader who has never seen it: version, how long it has been up, what it is set to. For
     * a diagnosis, so it may take a few statements.
     *
     * @param session where to ask
     * @return the evidence; empty when this product says nothing
     * @throws SQLException if the driver or the server gives an error
     */
    default List<Evidence> describe(Session session) throws SQLException {
        return List.of();
    }

    /**
     * Returns whether a URL asks for a server that takes no writes, so that finding one is no fault.
     *
     * @param url a URL of this product
     * @return true if it does
     */
    boolean readsOnly(String url);
}
