package dev.vitals.jdbc.internal.sqlite;

import dev.vitals.jdbc.internal.failure.FailureKind;
import dev.vitals.jdbc.internal.failure.StandardFailures;
import java.sql.SQLException;

/** Classes SQLite's errors by its result code. There is no SQLState. */
final class SqliteFailures {
    /** Extended codes say more in the higher bytes. */
    private static final int PRIMARY = 0xFF;

    private SqliteFailures() {}

    static FailureKind classify(SQLException error) {
        return switch (error.getErrorCode() & PRIMARY) {
            case 3, 23 -> FailureKind.PERMISSION;
            case 5, 6 -> FailureKind.FILE_LOCKED;
            case 7, 13 -> FailureKind.OUT_OF_RESOURCES;
            case 8 -> FailureKind.READ_ONLY;
            case 9 -> FailureKind.TIMEOUT;
            case 10 -> FailureKind.IO;
            case 11 -> FailureKind.CORRUPT;
            case 14 -> FailureKind.FILE_UNREADABLE;
            case 26 -> FailureKind.NOT_A_DATABASE;
            default -> StandardFailures.classify(error);
        };
    }
}
