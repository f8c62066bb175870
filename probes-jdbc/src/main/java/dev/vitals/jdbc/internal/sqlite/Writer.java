package dev.vitals.jdbc.internal.sqlite;

import dev.vitals.jdbc.internal.failure.FailureKind;
import dev.vitals.jdbc.internal.session.Session;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The process that may write, and whether anything has been committed since the previous sample.
 *
 * @param pid the process that holds the write lock; empty when there is none
 * @param version a number that changes with each commit of another connection, as long as ours stays the same; empty
 *     while a writer keeps every reader out
 * @param fresh whether our connection is new, so that the number says nothing
 */
record Writer(OptionalLong pid, OptionalLong version, boolean fresh) {
    static Writer read(Session session) throws SQLException {
        Optional<SqliteFile> file = SqliteFile.of(session);
        try {
            OptionalLong pid = file.isPresent() ? WriteLock.holder(file.get()) : OptionalLong.empty();
            return new Writer(pid, version(session), session.fresh());
        } catch (IOException e) {
            throw new SQLException("cannot read which process holds locks", e);
        }
    }

    /** Whether the transaction of the previous sample may still be the one that is open. */
    boolean continues(Writer last) {
        boolean same = version.isEmpty() || last.version.isEmpty() || version.equals(last.version);
        return !fresh && same && pid.isPresent() && pid.equals(last.pid);
    }

    private static OptionalLong version(Session session) throws SQLException {
        try {
            return OptionalLong.of(
                    session.first("PRAGMA data_version", row -> row.getLong(1)).orElse(0L));
        } catch (SQLException e) {
            if (SqliteFailures.classify(e) == FailureKind.FILE_LOCKED) {
                return OptionalLong.empty();
            }
            throw e;
        }
    }
}
