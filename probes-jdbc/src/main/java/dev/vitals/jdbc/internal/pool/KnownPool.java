package dev.vitals.jdbc.internal.pool;

import dev.vitals.jdbc.internal.session.Connector;
import dev.vitals.jdbc.internal.session.SetUp;
import dev.vitals.jdbc.internal.url.Login;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A pool of a product we know: it can be read, and its database can be reached beside it. Opens no connection. */
public sealed interface KnownPool extends Pool permits HikariPool, TomcatPool, DbcpPool, AgroalPool {
    /** The name of a pool without one of its own. */
    String NAMELESS = "the pool";

    /**
     * Returns the URL the pool connects to.
     *
     * @return its URL, which may hold a password; empty when the pool does not reveal it
     */
    Optional<String> url();

    /**
     * Returns a connector that connects beside the pool, the way the pool opens its own connections.
     *
     * @param change puts other credentials in place of the pool's
     * @return the connector; borrows from the pool where the pool does not reveal how it connects
     */
    Connector beside(UnaryOperator<Login> change);

    /**
     * Returns what the pool does to each new connection.
     *
     * @return the steps, in the pool's order
     */
    SetUp setUp();

    /**
     * Returns whether the application has said that it only reads.
     *
     * @return true if it has
     */
    boolean readOnly();
}
