package dev.vitals.jdbc.internal.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The process that may write to a database at the moment. SQLite itself only finds out by taking the lock, but Linux shows
 * which process holds which byte of a file. SQLite's format says which byte that is: one far beyond the data of the database
 * file, or with a write-ahead log one of the {@code -shm} file beside it.
 */
final class WriteLock {
    private static final Path TABLE = Path.of("/proc/locks");

    /** Number, kind, mode, pid, device and inode, first and last byte. A process that only waits has an arrow in between. */
    private static final Pattern ROW =
            Pattern.compile("\\d+: POSIX +\\w+ +WRITE +(-?\\d+) +[^ :]+:[^ :]+:(\\d+) (\\d+) (\\d+|EOF)");

    private static final long PENDING_BYTE = 0x40000000;
    private static final long RESERVED_BYTE = PENDING_BYTE + 1;
    private static final long WAL_WRITE_BYTE = 120;

    private WriteLock() {}

    /** Whether this system shows locks. */
    static boolean readable() {
        return Files.isReadable(TABLE);
    }

    /** The process that may write; empty when there is none, or it is out of sight in another container. */
    static OptionalLong holder(SqliteFile file) throws IOException {
        return holder(Files.readAllLines(TABLE), inode(file.main()), inode(file.beside("-shm")));
    }

    static OptionalLong holder(List<String> rows, long main, long sharedMemory) {
        for (String text : rows) {
            Matcher row = ROW.matcher(text);
            if (row.matches() && isWriter(row, main, sharedMemory)) {
                return OptionalLong.of(Long.parseLong(row.group(1)));
            }
        }
        return OptionalLong.empty();
    }

    /** Neighbouring bytes with the same holder are shown as one range. */
    private static boolean isWriter(Matcher row, long main, long sharedMemory) {
        long inode = Long.parseLong(row.group(2));
        long first = Long.parseLong(row.group(3));
        long last = row.group(4).equals("EOF") ? Long.MAX_VALUE : Long.parseLong(row.group(4));
        boolean reserved = first >= PENDING_BYTE && first <= RESERVED_BYTE && last >= RESERVED_BYTE;
        return (inode == main && reserved) || (inode == sharedMemory && first == WAL_WRITE_BYTE);
    }

    private static long inode(Path file) throws IOException {
        return Files.exists(file) ? (Long) Files.getAttribute(file, "unix:ino") : -1;
    }
}
