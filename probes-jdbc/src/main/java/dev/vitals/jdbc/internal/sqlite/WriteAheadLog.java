package dev.vitals.jdbc.internal.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * How much of a write-ahead log is in use. The file never shrinks by itself: once copied back into the database, it is
 * overwritten from the beginning under another pair of numbers, and frames with the old pair are leftovers. SQLite takes no
 * lock on this file, so reading it disturbs no process.
 */
final class WriteAheadLog {
    private static final int HEADER = 32;
    private static final int PAGE_SIZE = 8;
    private static final int NUMBERS = 16;
    private static final int FRAME_HEADER = 24;
    private static final int FRAME_NUMBERS = 8;

    private final FileChannel file;
    private final long numbers;
    private final long frame;

    private WriteAheadLog(FileChannel file) throws IOException {
        this.file = file;
        this.numbers = read(NUMBERS);
        this.frame = FRAME_HEADER + (read(PAGE_SIZE) >>> Integer.SIZE);
    }

    /**
     * Returns the bytes in use, by some 20 short reads.
     *
     * @throws IOException if there is no log, or it is empty
     */
    static long bytes(Path path) throws IOException {
        try (FileChannel file = FileChannel.open(path)) {
            WriteAheadLog log = new WriteAheadLog(file);
            return HEADER + log.frames() * log.frame;
        }
    }

    /** Frames in use come before leftovers. */
    private long frames() throws IOException {
        long used = 0;
        long left = (file.size() - HEADER) / frame;
        while (used < left) {
            long middle = (used + left) >>> 1;
            if (read(HEADER + middle * frame + FRAME_NUMBERS) == numbers) {
                used = middle + 1;
            } else {
                left = middle;
            }
        }
        return used;
    }

    private long read(long position) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES);
        if (file.read(bytes, position) < Long.BYTES) {
            throw new IOException("shorter than a moment ago");
        }
        return bytes.getLong(0);
    }
}
