package dev.vitals.jdbc.internal.sqlite;

import dev.vitals.jdbc.internal.failure.FailureKind;
import dev.vitals.jdbc.internal.failure.KnownFailureException;
import dev.vitals.jdbc.internal.session.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The files of a database, seen from outside. The database itself is never opened here.
 *
 * @param main the database file
 */
record SqliteFile(Path main) {
    /** The file of the session's database; empty when that is in memory. */
    static Optional<SqliteFile> of(Session session) throws SQLException {
        return session.list("PRAGMA database_list", row -> new String[] {row.getString(2), row.getString(3)}).stream()
                .filter(database -> "main".equals(database[0]) && database[1] != null && !database[1].isEmpty())
                .map(database -> new SqliteFile(Path.of(database[1])))
                .findFirst();
    }

    /** Finds faults that the driver would answer by creating the file, or with a number that fits many faults. */
    static void requireReadable(Path file) throws KnownFailureException {
        if (!Files.exists(file)) {
            throw new KnownFailureException(
                    parentReadable(file) ? FailureKind.FILE_MISSING : FailureKind.FILE_UNREADABLE);
        }
        if (Files.isDirectory(file)) {
            throw new KnownFailureException(FailureKind.NOT_A_DATABASE);
        }
        if (!Files.isReadable(file)) {
            throw new KnownFailureException(FailureKind.FILE_UNREADABLE);
        }
    }

    /** SQLite writes a journal beside the file first, so it needs to write to the directory too. */
    boolean takesWrites() {
        return takesWrites(Files::isWritable);
    }

    boolean takesWrites(Predicate<Path> writable) {
        Path directory = main.toAbsolutePath().getParent();
        return writable.test(main) && (directory == null || writable.test(directory));
    }

    /** Stays the same as long as the file at this path is the same one. */
    Object identity() {
        try {
            Object key = Files.readAttributes(main, BasicFileAttributes.class).fileKey();
            return key == null ? main : key;
        } catch (IOException e) {
            return "";
        }
    }

    /** A file that SQLite keeps next to the database. */
    Path beside(String suffix) {
        return main.resolveSibling(main.getFileName() + suffix);
    }

    long bytes() throws IOException {
        return Files.size(main);
    }

    /** The part of the write-ahead log that is in use; 0 when there is none. */
    long walBytes() throws IOException {
        Path log = beside("-wal");
        if (Files.notExists(log)) {
            return 0;
        }
        try {
            return WriteAheadLog.bytes(log);
        } catch (IOException e) {
            return Files.size(log); // It has no header yet, or is not for us to read.
        }
    }

    /** In a directory we may not enter, everything seems to be missing. */
    private static boolean parentReadable(Path file) {
        Path directory = file.getParent();
        return directory == null || !Files.exists(directory) || Files.isExecutable(directory);
    }
}
