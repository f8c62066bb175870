package dev.vitals.incident;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An append-only file of JSON lines, of one process at a time. What {@link #append} has returned from is on the disk; the
 * rest of a record that a crash cut off is taken away when the file is next opened. Confined to one thread.
 */
final class Journal implements AutoCloseable {
    private static final String FILE = "incidents.jsonl";
    private static final String NEXT = "incidents.jsonl.next";
    private static final String DAMAGED = "incidents.jsonl.damaged";
    private static final long SMALL = 4L << 20;
    private static final int LONGEST_LINE = 16 << 20;

    private final Path directory;
    private final FileChannel guard;
    private @Nullable FileChannel file;
    private long length;
    private long compacted;

    private Journal(Path directory, FileChannel guard) {
        this.directory = directory;
        this.guard = guard;
    }

    /**
     * Makes the directory if need be, and sees to it that no other process writes there.
     *
     * @throws IncidentException if another one does
     * @throws IOException if the directory cannot be made or written
     */
    static Journal claim(Path directory) throws IOException {
        Files.createDirectories(directory);
        FileChannel guard = FileChannel.open(
                directory.resolve("incidents.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (lock(guard) == null) {
                throw new IncidentException("the incidents in '" + directory
                        + "' are kept by another process: give each process a directory of its own");
            }
            return new Journal(directory, guard);
        } catch (Throwable refused) {
            guard.close();
            throw refused;
        }
    }

    private static @Nullable FileLock lock(FileChannel guard) throws IOException {
        try {
            return guard.tryLock();
        } catch (OverlappingFileLockException inThisProcess) {
            return null;
        }
    }

    /** Whether reading it may take a second or more. */
    boolean isLarge() throws IOException {
        Path path = directory.resolve(FILE);
        return Files.exists(path) && Files.size(path) > 4 * SMALL;
    }

    /** Reads what is there, and cuts off a record that is not whole. */
    Ledger open(Ledger ledger) throws IOException {
        Path path = directory.resolve(FILE);
        long whole = read(path, ledger);
        if (ledger.unreadable() > 0) {
            Files.copy(path, directory.resolve(DAMAGED), StandardCopyOption.REPLACE_EXISTING);
        }
        FileChannel opened = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        file = opened;
        length = whole;
        if (whole < opened.size()) {
            opened.truncate(whole);
        }
        return ledger;
    }

    /** Reads what is there and changes nothing: the directory may not be writable, or another process may write there. */
    static Ledger peek(Path directory, Ledger ledger) throws IOException {
        read(directory.resolve(FILE), ledger);
        return ledger;
    }

    /** Reads line by line, so that a file of any size can be read, and returns the length of its whole lines. */
    private static long read(Path path, Ledger ledger) throws IOException {
        if (!Files.exists(path)) {
            return 0;
        }
        LineSplitter lines = new LineSplitter(LONGEST_LINE, ledger::read);
        byte[] chunk = new byte[64 << 10];
        try (InputStream in = Files.newInputStream(path)) {
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                lines.take(chunk, count);
            }
        }
        return lines.whole();
    }

    /** Writes records and forces them to the disk. After a failure the file is as before, or {@link #rewrite} mends it. */
    void append(List<ObjectNode> records) throws IOException {
        byte[] bytes = lines(records);
        FileChannel open = opened();
        if (open.size() > length) {
            open.truncate(length); // what a failed attempt has left
        }
        write(open, bytes, length);
        open.force(false);
        length += bytes.length;
    }

    /** Puts a new file in the place of this one: at every moment either of them is there, whole. */
    void rewrite(List<ObjectNode> records) throws IOException {
        byte[] bytes = lines(records);
        Path next = directory.resolve(NEXT);
        FileChannel made = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        try {
            write(made, bytes, 0);
            made.force(true);
            Files.move(next, directory.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
        } catch (Throwable failed) {
            made.close();
            throw failed;
        }
        forceDirectory();
        closeFile();
        file = made;
        length = bytes.length;
        compacted = bytes.length;
    }

    /** Whether most of the file is history that a rewritten one would not have. */
    boolean worthRewriting() {
        return length > SMALL && length > 2 * compacted;
    }

    private FileChannel opened() throws IOException {
        if (file == null) {
            throw new IOException("not open");
        }
        return file;
    }

    private static byte[] lines(List<ObjectNode> records) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        records.forEach(record -> lines.writeBytes(JournalLine.write(record)));
        return lines.toByteArray();
    }

    private static void write(FileChannel file, byte[] bytes, long position) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            file.write(rest, position + rest.position());
        }
    }

    /** So that the new name survives a loss of power; not every system can. */
    private void forceDirectory() {
        try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
            names.force(true);
        } catch (IOException unsupported) {
            // Windows opens no directories; there the move is enough.
        }
    }

    private void closeFile() throws IOException {
        if (file != null) {
            file.close();
        }
    }

    @Override
    public void close() throws IOException {
        try {
            closeFile();
        } finally {
            guard.close();
        }
    }
}
