package dev.vitals.jdbc.internal.sqlite;

import dev.vitals.jdbc.internal.session.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;

/**
 * How large a database and its write-ahead log are.
 *
 * @param file the database file
 * @param bytes its size
 * @param logBytes the part of the log in use; 0 without a log
 */
record WalState(Path file, long bytes, long logBytes) {
    /** Empty for a database in memory. */
    static Optional<WalState> read(Session session) throws SQLException {
        Optional<SqliteFile> file = SqliteFile.of(session);
        return file.isPresent() ? Optional.of(of(file.get())) : Optional.empty();
    }

    private static WalState of(SqliteFile file) throws SQLException {
        try {
            return new WalState(file.main(), file.bytes(), file.walBytes());
        } catch (IOException e) {
            throw new SQLException("cannot read the size of the database file or of its log", e);
        }
    }
}
