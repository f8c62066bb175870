package dev.vitals.endpoint;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;

/** A few file descriptors kept back, so that a process without any can still accept a caller and say so. */
final class Descriptors {
    private static final int KEPT = 4;

    private final Deque<SocketChannel> kept = new ArrayDeque<>();
    private volatile boolean left;
    private boolean closed;

    Descriptors() {
        refill();
    }

    /** Whether there are descriptors beside those kept. If there were none the last time, looks again. */
    boolean areLeft() {
        return left || refill();
    }

    /** Whether there were the last time anybody looked. Takes no lock. */
    boolean wereLeft() {
        return left;
    }

    /** Whether a descriptor can be had now. */
    static boolean canBeHad() {
        try {
            SocketChannel.open().close();
            return true;
        } catch (IOException none) {
            return false;
        }
    }

    /** Gives one back to the process. Returns whether there was one. */
    synchronized boolean freeOne() {
        left = false;
        SocketChannel one = kept.poll();
        if (one != null) {
            closeQuietly(one);
        }
        return one != null;
    }

    private synchronized boolean refill() {
        try {
            while (!closed && kept.size() < KEPT) {
                kept.push(SocketChannel.open());
            }
            left = canBeHad();
        } catch (IOException none) {
            left = false;
        }
        return left;
    }

    synchronized void close() {
        closed = true;
        kept.forEach(Descriptors::closeQuietly);
        kept.clear();
    }

    private static void closeQuietly(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // It never was connected.
        }
    }
}
