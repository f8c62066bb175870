package dev.vitals.jdbc.internal.sqlite;

import dev.vitals.jdbc.internal.failure.Failure;
import dev.vitals.jdbc.internal.failure.FailureKind;
import dev.vitals.jdbc.internal.failure.KnownFailureException;
import dev.vitals.jdbc.internal.session.Dialect;
import dev.vitals.jdbc.internal.session.Session;
import dev.vitals.jdbc.internal.session.Timeouts;
import dev.vitals.jdbc.internal.session.WritesRefused;
import dev.vitals.jdbc.internal.url.FileUrl;
import dev.vitals.jdbc.internal.url.Target;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Remedy;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * SQLite 3 through sqlite-jdbc. Opened read-only, because the driver creates a missing file and reports success.
 */
public final class SqliteDialect implements Dialect {
    /** The only one. */
    public static final Dialect INSTANCE = new SqliteDialect();

    /** {@code SQLITE_OPEN_READONLY}: neither writes nor creates. */
    private static final String READ_ONLY = "1";

    private static final Pattern READS_ONLY =
            Pattern.compile("[?&](mode=ro|immutable=1|open_mode=1|query_only=true)\\b");
    private static final Pattern MODE = Pattern.compile("(?<=[?&])mode=\\w*&?|[?&]mode=\\w*$");

    private SqliteDialect() {}

    @Override
    public Map<String, String> connectionProperties(Timeouts timeouts) {
        return Map.of("open_mode", READ_ONLY);
    }

    /** SQLite refuses a URI whose mode allows more than the driver asks for. */
    @Override
    public String prepare(String url) throws SQLException {
        Optional<Path> file = FileUrl.of(url).flatMap(FileUrl::file);
        if (file.isEmpty()) {
            return url;
        }
        SqliteFile.requireReadable(file.get());
        return MODE.matcher(url).replaceAll("");
    }

    @Override
    public boolean inProcess() {
        return true;
    }

    /** Waiting for a lock ends in time; only the file system has no timeout. */
    @Override
    public FailureKind unending() {
        return FailureKind.FILE_HUNG;
    }

    /** SQLite answers {@code SELECT 1} without reading the file. */
    @Override
    public String ping() {
        return "SELECT count(*) FROM sqlite_master";
    }

    /** A file that was deleted or replaced still exists for processes that have it open. */
    @Override
    public void begin(Session session, Timeouts timeouts) throws SQLException {
        Optional<SqliteFile> file = SqliteFile.of(session);
        if (file.isPresent() && !session.leadsTo(file.get().identity())) {
            throw new KnownFailureException(FailureKind.LOST);
        }
        set(session, "busy_timeout", timeouts.statementMillis());
        set(session, "query_only", 1);
        session.execute("BEGIN");
    }

    @Override
    public void end(Session session) throws SQLException {
        session.execute("ROLLBACK");
    }

    @Override
    public FailureKind classify(SQLException error, boolean connecting) {
        return SqliteFailures.classify(error);
    }

    @Override
    public List<Remedy> remedies(Failure failure, Target target) {
        return SqliteRemedies.of(failure, target);
    }

    @Override
    public Optional<WritesRefused> writesRefused(Session session) throws SQLException {
        return SqliteFile.of(session).filter(file -> !file.takesWrites()).map(file -> new WritesRefused("", List.of()));
    }

    @Override
    public List<Evidence> describe(Session session) throws SQLException {
        return SqliteDescription.of(session);
    }

    @Override
    public boolean readsOnly(String url) {
        return READS_ONLY.matcher(url).find();
    }

    private static void set(Session session, String pragma, int value) throws SQLException {
        int before = session.first("PRAGMA " + pragma, row -> row.getInt(1)).orElse(value);
        if (before != value) {
            session.execute("PRAGMA " + pragma + " = " + value);
            session.afterwards("PRAGMA " + pragma + " = " + before);
        }
    }
}
