package dev.vitals.testkit.internal.recipe;

import dev.vitals.testkit.options.ServerException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * A copy of the data of a running PostgreSQL, by the statements meant for backup tools: {@code pg_basebackup} is not
 * among the binaries.
 */
public record BaseBackup(DataSource primary, Path data) {

    /** From this version on the two functions have other names, and know one kind of backup only. */
    private static final int RENAMED = 15;

    /** Copies into a directory yet to be made, and returns what its {@code backup_label} must say. */
    String copyInto(Path target) {
        // The backup ends with the session that began it.
        try (Connection connection = primary.getConnection();
                Statement statement = connection.createStatement()) {
            if (ask(statement, "SELECT pg_is_in_recovery()::text").equals("true")) {
                throw new IllegalStateException(
                        "this server is a standby itself: call standby() on its primary, or promote it first");
            }
            boolean renamed = connection.getMetaData().getDatabaseMajorVersion() >= RENAMED;
            ask(
                    statement,
                    renamed
                            ? "SELECT pg_backup_start('standby', true)"
                            : "SELECT pg_start_backup('standby', true, false)");
            DataCopy.of(data, target);
            return ask(
                    statement,
                    "SELECT labelfile FROM " + (renamed ? "pg_backup_stop(false)" : "pg_stop_backup(false, false)"));
        } catch (SQLException e) {
            throw new ServerException("the primary gives no backup: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new ServerException("cannot copy " + data + " to " + target + ": " + e.getMessage(), e);
        }
    }

    private static String ask(Statement statement, String query) throws SQLException {
        try (ResultSet answer = statement.executeQuery(query)) {
            answer.next();
            return answer.getString(1);
        }
    }
}
