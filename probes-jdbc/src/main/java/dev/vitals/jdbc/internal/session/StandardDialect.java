package dev.vitals.jdbc.internal.session;

import dev.vitals.jdbc.internal.failure.Failure;
import dev.vitals.jdbc.internal.failure.FailureKind;
import dev.vitals.jdbc.internal.failure.StandardFailures;
import dev.vitals.jdbc.internal.failure.StandardRemedies;
import dev.vitals.jdbc.internal.url.Target;
import dev.vitals.probe.Remedy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** What holds for any database: plain JDBC, the standard's SQLStates, no limits on the server. */
public final class StandardDialect implements Dialect {
    /** The only one. */
    public static final Dialect INSTANCE = new StandardDialect();

    private StandardDialect() {}

    @Override
    public Map<String, String> connectionProperties(Timeouts timeouts) {
        return Map.of();
    }

    @Override
    public void begin(Session session, Timeouts timeouts) throws SQLException {
        askForReadOnly(session.connection());
        session.connection().setAutoCommit(false);
    }

    /** Some drivers pass it on to the server, some take it for a hint, some refuse. It stays so until the connection goes back. */
    private static void askForReadOnly(Connection connection) throws SQLException {
        if (connection.isReadOnly()) {
            return;
        }
        try {
            connection.setReadOnly(true);
        } catch (SQLException | RuntimeException e) {
            // The rollback has to do.
        }
    }

    @Override
    public void end(Session session) throws SQLException {
        session.connection().rollback();
        session.connection().setAutoCommit(true);
    }

    @Override
    public FailureKind classify(SQLException error, boolean connecting) {
        return StandardFailures.classify(error);
    }

    @Override
    public List<Remedy> remedies(Failure failure, Target target) {
        return StandardRemedies.of(failure, target);
    }

    @Override
    public boolean readsOnly(String url) {
        return false;
    }
}
