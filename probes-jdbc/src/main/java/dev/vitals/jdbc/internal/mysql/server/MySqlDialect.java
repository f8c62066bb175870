package dev.vitals.jdbc.internal.mysql.server;

import dev.vitals.jdbc.internal.failure.Failure;
import dev.vitals.jdbc.internal.failure.FailureKind;
import dev.vitals.jdbc.internal.session.Dialect;
import dev.vitals.jdbc.internal.session.Session;
import dev.vitals.jdbc.internal.session.Timeouts;
import dev.vitals.jdbc.internal.session.WritesRefused;
import dev.vitals.jdbc.internal.url.Target;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Remedy;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * MySQL 8 and 9 and MariaDB 10 to 12, through either one's driver. The connection may be borrowed: what is set for the
 * session is set back after each use, and our own queries carry a bound of their own, see {@link Server#bounded}.
 */
public final class MySqlDialect implements Dialect {
    /** The only one. */
    public static final Dialect INSTANCE = new MySqlDialect();

    /** How our sessions show in {@code performance_schema.session_connect_attrs}. */
    public static final String APPLICATION = "vitals";

    private MySqlDialect() {}

    /** Each driver ignores the properties that only the other one knows. */
    @Override
    public Map<String, String> connectionProperties(Timeouts timeouts) {
        Map<String, String> properties = new LinkedHashMap<>();
        String millis = Integer.toString(timeouts.socketMillis());
        properties.put("connectTimeout", millis);
        // Several versions of MariaDB's driver bound isValid by nothing else.
        properties.put("socketTimeout", millis);
        properties.put("tcpKeepAlive", "true");
        properties.put("connectionAttributes", "program_name:" + APPLICATION);
        properties.put("useServerPrepStmts", "false");
        properties.put("allowMultiQueries", "false");
        // A server that was taken over must not read our files.
        properties.put("allowLoadLocalInfile", "false");
        properties.put("allowLocalInfile", "false");
        properties.put("allowUrlInLocalInfile", "false");
        // Would hide that a server was restarted, and run a statement outside of its transaction.
        properties.put("autoReconnect", "false");
        // Connector/J cancels over a second connection, which may be refused.
        properties.put("enableQueryTimeouts", "false");
        return properties;
    }

    @Override
    public void begin(Session session, Timeouts timeouts) throws SQLException {
        List<SessionSetting> named = new ArrayList<>(SessionSetting.OWN);
        named.addAll(SessionSetting.ofAny(session, timeouts.statementMillis()));
        session.execute(SessionSetting.change(named));
        session.afterwards(SessionSetting.undo(named));
        session.execute("START TRANSACTION READ ONLY");
    }

    /** Under another {@code completion_type} a bare one would begin the next transaction, or end the session. */
    @Override
    public void end(Session session) throws SQLException {
        session.execute("ROLLBACK AND NO CHAIN NO RELEASE");
    }

    @Override
    public void handOver(Session session, Timeouts timeouts) throws SQLException {
        session.execute(SessionSetting.handOver(SessionSetting.OWN));
    }

    @Override
    public void takeBack(Session session, Timeouts timeouts) throws SQLException {
        session.execute(SessionSetting.takeBack(SessionSetting.OWN));
    }

    @Override
    public FailureKind classify(SQLException error, boolean connecting) {
        return MySqlFailures.classify(error, connecting);
    }

    @Override
    public List<Remedy> remedies(Failure failure, Target target) {
        return MySqlRemedies.of(failure, target);
    }

    @Override
    public Optional<WritesRefused> writesRefused(Session session) throws SQLException {
        return MySqlReadOnly.of(session);
    }

    @Override
    public List<Evidence> describe(Session session) throws SQLException {
        return MySqlDescription.of(session);
    }

    /** No URL of either driver says so. */
    @Override
    public boolean readsOnly(String url) {
        return false;
    }

    @Override
    public OptionalInt defaultPort() {
        return OptionalInt.of(3306);
    }
}
