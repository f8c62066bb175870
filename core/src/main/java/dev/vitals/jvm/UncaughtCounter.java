package dev.vitals.jvm;

import dev.vitals.jvm.facts.CodePlace;
import java.lang.Thread.UncaughtExceptionHandler;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Counts uncaught exceptions on their way to the application's default handler.
 *
 * <p>Whoever sets a handler may hand on to the one before, which is ours. So we never enter the chain twice: when we have
 * been replaced, the link that we had becomes a mere passage and a new one goes before the handler that replaced us.
 */
final class UncaughtCounter {
    private static final int REPLACED = 16;
    private static final int KEPT = 8;

    private final AtomicLong count = new AtomicLong();
    private final Deque<List<String>> latest = new ArrayDeque<>();
    private @Nullable Link link;
    private int links;
    private boolean closed;

    /** Enters the chain unless this is its head. Returns whether exceptions reach us. */
    synchronized boolean install() {
        UncaughtExceptionHandler head = Thread.getDefaultUncaughtExceptionHandler();
        Link mine = link;
        if (closed || (mine != null && mine.equals(head))) {
            return !closed;
        }
        if (links > REPLACED) {
            return false;
        }
        Link next = new Link(head);
        Thread.setDefaultUncaughtExceptionHandler(next);
        if (mine != null) {
            mine.counts = false;
        }
        link = next;
        links++;
        return true;
    }

    long count() {
        return count.get();
    }

    /** When, which thread, what, its message and where; the latest first. */
    List<List<String>> latest() {
        synchronized (latest) {
            return new ArrayList<>(latest);
        }
    }

    synchronized void close() {
        closed = true;
        Link mine = link;
        if (mine != null) {
            mine.counts = false;
            if (mine.equals(Thread.getDefaultUncaughtExceptionHandler())) {
                Thread.setDefaultUncaughtExceptionHandler(mine.next);
            }
        }
    }

    private void note(Thread thread, Throwable thrown) {
        List<String> row = List.of(
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                thread.getName(),
                thrown.getClass().getName(),
                String.valueOf(thrown.getMessage()),
                CodePlace.of(thrown.getStackTrace()));
        synchronized (latest) {
            latest.addFirst(row);
            if (latest.size() > KEPT) {
                latest.removeLast();
            }
        }
    }

    private final class Link implements UncaughtExceptionHandler {
        private final @Nullable UncaughtExceptionHandler next;
        private volatile boolean counts = true;

        Link(@Nullable UncaughtExceptionHandler next) {
            this.next = next;
        }

        @Override
        public void uncaughtException(Thread thread, Throwable thrown) {
            try {
                if (counts) {
                    count.incrementAndGet();
                    note(thread, thrown);
                }
            } catch (Throwable noMemory) {
                // It is counted, and the application's handler still gets it.
            } finally {
                handOn(thread, thrown);
            }
        }

        private void handOn(Thread thread, Throwable thrown) {
            if (next != null) {
                next.uncaughtException(thread, thrown);
            } else {
                // As the virtual machine does without a handler.
                System.err.print("Exception in thread \"" + thread.getName() + "\" ");
                thrown.printStackTrace(System.err);
            }
        }
    }
}
