package dev.vitals.engine;

import dev.vitals.report.StatusChange;
import dev.vitals.report.StatusListener;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells listeners of changes, apart from everything else. Each has a mailbox of its own, so that one that blocks holds
 * up neither a check nor another listener. One thread serves them all; one that blocks keeps it, and the next change
 * brings another.
 */
final class Listeners {
    private static final int MAILBOX = 256;

    private final Workers workers;
    private final List<Mailbox> mailboxes;

    Listeners(String name, List<StatusListener> listeners) {
        this.workers = new Workers(name, 1, Math.max(1, listeners.size()));
        this.mailboxes = listeners.stream().map(Mailbox::new).toList();
    }

    /** Never blocks and never throws. */
    void publish(StatusChange change) {
        for (Mailbox mailbox : mailboxes) {
            if (mailbox.post(change)) {
                workers.execute(mailbox::deliverAll);
            }
        }
    }

    void close(Duration patience) {
        workers.close(patience);
    }

    private static final class Mailbox {
        private final StatusListener listener;
        private final Deque<StatusChange> waiting = new ArrayDeque<>();
        private boolean delivering;

        Mailbox(StatusListener listener) {
            this.listener = listener;
        }

        /** Returns whether somebody must be sent to deliver. */
        synchronized boolean post(StatusChange change) {
            if (waiting.size() == MAILBOX) {
                waiting.removeFirst();
            }
            waiting.addLast(change);
            boolean idle = !delivering;
            delivering = true;
            return idle;
        }

        void deliverAll() {
            for (StatusChange change = next(); change != null; change = next()) {
                try {
                    listener.onChange(change);
                } catch (Throwable ignored) {
                    // A listener's error is its own: there is nobody to tell on a path that must not log.
                }
            }
        }

        private synchronized @Nullable StatusChange next() {
            delivering = !waiting.isEmpty();
            return waiting.pollFirst();
        }
    }
}
