package dev.vitals.dump;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * File descriptors kept for when there are no others: given back just before a bundle is stored, and taken again after it.
 * A process that has none left answers nobody who would fetch the bundle from its memory. Confined to one thread at a time.
 */
final class Reserve implements AutoCloseable {
    private static final Path NOTHING = Path.of("/dev/null");

    /** One is needed at a time; the other is for a thread of the application that is quicker. */
    private static final int SIZE = 2;

    private final Deque<FileChannel> held = new ArrayDeque<>();

    Reserve() {
        refill();
    }

    /** Takes what is missing, if it can be had. */
    void refill() {
        try {
            while (held.size() < SIZE && Files.exists(NOTHING)) {
                held.add(FileChannel.open(NOTHING, StandardOpenOption.READ));
            }
        } catch (IOException none) {
            // Next time, perhaps.
        }
    }

    /** Gives everything back. */
    @Override
    public void close() {
        while (!held.isEmpty()) {
            try {
                held.remove().close();
            } catch (IOException gone) {
                // That is what was wanted.
            }
        }
    }
}
