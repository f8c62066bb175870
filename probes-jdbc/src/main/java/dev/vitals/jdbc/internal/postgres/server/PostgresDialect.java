package dev.vitals.jdbc.internal.postgres.server;

import dev.vitals.jdbc.internal.failure.Failure;
import dev.vitals.jdbc.internal.failure.FailureKind;
import dev.vitals.jdbc.internal.failure.KnownFailureException;
import dev.vitals.jdbc.internal.session.Dialect;
import dev.vitals.jdbc.internal.session.Session;
import dev.vitals.jdbc.internal.session.Timeouts;
import dev.vitals.jdbc.internal.session.WritesRefused;
import dev.vitals.jdbc.internal.url.JdbcUrl;
import dev.vitals.jdbc.internal.url.Target;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Remedy;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * PostgreSQL 12 to 18 through pgjdbc, directly or through PgBouncer in any pooling mode: nothing is set for the session
 * and nothing is sent in the start-up packet but the application name, because both would leak to other clients of a
 * bouncer or be refused by it.
 */
public final class PostgresDialect implements Dialect {
    /** The only one. */
    public static final Dialect INSTANCE = new PostgresDialect();

    /** How our sessions show in {@code pg_stat_activity}. */
    public static final String APPLICATION = "vitals";

    /** If this process stalls within a transaction, the server ends it, so that no snapshot is held. */
    private static final int IDLE_MILLIS = 10_000;

    /** The version from which a role may have a limit for whole transactions. */
    private static final int TRANSACTION_TIMEOUT = 17;

    /**
     * Names in our own statements mean the server's own objects, never look-alikes that somebody has put into a schema
     * of the path; temporary ones come first unless they are named last.
     */
    private static final String OWN =
            "; SET LOCAL search_path = pg_catalog, pg_temp; SET LOCAL standard_conforming_strings = on";

    private static final Pattern READS_ONLY =
            Pattern.compile("[?&](targetServerType=(secondary|preferSecondary|slave|preferSlave)|readOnly=true)\\b");

    private PostgresDialect() {}

    @Override
    public Map<String, String> connectionProperties(Timeouts timeouts) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("ApplicationName", APPLICATION);
        properties.put("connectTimeout", Integer.toString(timeouts.socketSeconds()));
        properties.put("socketTimeout", Integer.toString(timeouts.socketSeconds()));
        // Bounds name resolution and all addresses of a host together; takes fractions.
        properties.put("loginTimeout", Double.toString(timeouts.socketMillis() / 1_000d));
        properties.put("cancelSignalTimeout", "1");
        properties.put("tcpKeepAlive", "true");
        // A bouncer may hand the next transaction to another server, which knows no named statement.
        properties.put("prepareThreshold", "0");
        properties.put("autosave", "never");
        return properties;
    }

    @Override
    public void begin(Session session, Timeouts timeouts) throws SQLException {
        session.execute(transaction(session, timeouts) + OWN);
    }

    @Override
    public void end(Session session) throws SQLException {
        session.execute("ROLLBACK");
    }

    /** What was set for our own transaction ends with it. */
    @Override
    public void handOver(Session session, Timeouts timeouts) throws SQLException {
        session.execute("ROLLBACK; " + transaction(session, timeouts));
    }

    /** An advisory lock of the session outlives its transaction, and one that has failed takes no statement. */
    @Override
    public void takeBack(Session session, Timeouts timeouts) throws SQLException {
        session.execute("ROLLBACK; " + transaction(session, timeouts) + OWN + "; SELECT pg_advisory_unlock_all()");
    }

    /** Names what a role, a database or the server may set otherwise: serializable fails on a standby, deferrable waits. */
    private static String transaction(Session session, Timeouts timeouts) throws SQLException {
        return "BEGIN ISOLATION LEVEL READ COMMITTED READ ONLY NOT DEFERRABLE"
                + "; SET LOCAL application_name = '" + APPLICATION + "'"
                + "; SET LOCAL statement_timeout = " + timeouts.statementMillis()
                + "; SET LOCAL lock_timeout = " + timeouts.lockMillis()
                + "; SET LOCAL idle_in_transaction_session_timeout = " + IDLE_MILLIS
                // Ends the session, not just the statement; the bounds above are enough.
                + (session.connection().getMetaData().getDatabaseMajorVersion() >= TRANSACTION_TIMEOUT
                        ? "; SET LOCAL transaction_timeout = 0"
                        : "");
    }

    @Override
    public FailureKind classify(SQLException error, boolean connecting) {
        return PostgresFailures.classify(error, connecting);
    }

    @Override
    public List<Remedy> remedies(Failure failure, Target target) {
        return PostgresRemedies.of(failure, target);
    }

    @Override
    public Optional<WritesRefused> writesRefused(Session session) throws SQLException {
        return PostgresReadOnly.of(session);
    }

    /** What stands before the host, the driver takes for a part of its name, or for a port. */
    @Override
    public String prepare(String url) throws SQLException {
        if (new JdbcUrl(url).namesUserBeforeHost()) {
            throw new KnownFailureException(
                    FailureKind.BAD_URL, "user and password stand before the host, where this driver reads none");
        }
        return url;
    }

    @Override
    public List<Evidence> describe(Session session) throws SQLException {
        return PostgresDiagnosis.server(session);
    }

    @Override
    public boolean readsOnly(String url) {
        return READS_ONLY.matcher(url).find();
    }

    @Override
    public OptionalInt defaultPort() {
        return OptionalInt.of(5432);
    }
}
