package dev.vitals.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Calls listeners, apart from everything else. Each has a mailbox of its own, so that one that blocks holds up neither
 * a check nor another listener. One thread serves them all; one that blocks keeps it, and the next change brings
 * another.
 *
 * @param <E> what they listen to
 */
final class Listeners<E> {
    private final Workers workers;
    private final List<Mailbox<E>> mailboxes;

    /** Makes mailboxes that hold a number of events each. */
    Listeners(Workers workers, List<Consumer<E>> listeners, int capacity) {
        this.workers = workers;
        List<Mailbox<E>> each = new ArrayList<>();
        for (Consumer<E> listener : listeners) {
            each.add(new Mailbox<>(listener, capacity));
        }
        this.mailboxes = List.copyOf(each);
    }

    /** Never blocks and never throws. */
    void publish(E event) {
        for (Mailbox<E> mailbox : mailboxes) {
            try {
                if (mailbox.post(event)) {
                    workers.execute(mailbox);
                }
            } catch (Throwable noMemory) {
                // What waits is delivered with the next event.
                mailbox.idle();
            }
        }
    }

    private static final class Mailbox<E> implements Runnable {
        private final Consumer<E> listener;
        private final int capacity;
        private final Deque<E> waiting = new ArrayDeque<>();
        private boolean delivering;

        Mailbox(Consumer<E> listener, int capacity) {
            this.listener = listener;
            this.capacity = capacity;
        }

        /** Returns whether a thread has to be sent to deliver. */
        synchronized boolean post(E event) {
            if (waiting.size() == capacity) {
                waiting.removeFirst();
            }
            waiting.addLast(event);
            boolean idle = !delivering;
            delivering = true;
            return idle;
        }

        synchronized void idle() {
            delivering = false;
        }

        @Override
        public void run() {
            for (E event = next(); event != null; event = next()) {
                try {
                    listener.accept(event);
                } catch (Throwable ignored) {
                    // A listener's error is its own, and nothing on this path may log.
                }
            }
        }

        private synchronized @Nullable E next() {
            delivering = !waiting.isEmpty();
            return waiting.pollFirst();
        }
    }
}
