package dev.vitals.dump;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The threads that collect. They are there before they are needed, since a sick process may not get any; one that hangs is
 * left behind, and does nothing else until it returns; what hangs is not begun again meanwhile, or a mount that hangs would
 * take a thread in every dump. Confined to the thread that leads, but for closing.
 */
final class Crew implements AutoCloseable {
    private static final int STARTED = 2;
    private static final int MOST = 6;
    private static final int STACK = 12;
    private static final String CLOSED = "the aggregator was closed";

    private final List<Hand> hands = new ArrayList<>();
    private boolean closed;

    Crew() {
        for (int i = 0; i < STARTED; i++) {
            hands.add(new Hand(i + 1));
        }
    }

    /** How a task ended, as far as anyone waited. */
    record Outcome(boolean ended, Optional<String> why) {
        private static final Outcome ENDED = new Outcome(true, Optional.empty());

        static Outcome not(String why) {
            return new Outcome(false, Optional.of(why));
        }
    }

    /** Runs a task that never throws, and waits for it no longer than given. What it does tells it from others. */
    Outcome run(String what, Runnable task, Duration patience) {
        Optional<Hand> stuck = hands.stream().filter(hand -> hand.isAt(what)).findFirst();
        if (stuck.isPresent()) {
            return Outcome.not(
                    "still not done since an earlier dump, " + stuck.get().where());
        }
        Optional<Hand> free = free();
        if (isClosed()) {
            return Outcome.not(CLOSED);
        }
        if (free.isEmpty()) {
            return Outcome.not("no thread was free: " + hands.size() + " hang and another could not be started");
        }
        return await(free.get(), free.get().take(what, task), patience);
    }

    private static Outcome await(Hand hand, CountDownLatch done, Duration patience) {
        try {
            if (done.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return Outcome.ENDED;
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            return Outcome.not(CLOSED);
        }
        String where = hand.where();
        hand.interrupt();
        return Outcome.not("not done after " + patience.toMillis() + " ms, " + where);
    }

    private synchronized Optional<Hand> free() {
        if (closed) {
            return Optional.empty();
        }
        for (Hand hand : hands) {
            if (!hand.busy) {
                return Optional.of(hand);
            }
        }
        if (hands.size() >= MOST) {
            return Optional.empty();
        }
        try {
            Hand another = new Hand(hands.size() + 1);
            hands.add(another);
            return Optional.of(another);
        } catch (OutOfMemoryError noMoreThreads) {
            return Optional.empty();
        }
    }

    synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public synchronized void close() {
        closed = true;
        hands.forEach(Hand::interruptForGood);
    }

    private static final class Hand {
        private final BlockingQueue<Runnable> work = new ArrayBlockingQueue<>(1);
        private final Thread thread;
        private volatile String what = "";
        private volatile boolean busy;
        private volatile boolean ending;

        Hand(int number) {
            thread = new Thread(null, this::live, "vitals-dump-" + number, 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(Crew.class.getClassLoader());
            thread.start();
        }

        boolean isAt(String task) {
            return busy && what.equals(task);
        }

        CountDownLatch take(String name, Runnable task) {
            CountDownLatch done = new CountDownLatch(1);
            what = name;
            busy = true;
            boolean taken = work.offer(() -> {
                try {
                    task.run();
                } finally {
                    Thread.interrupted(); // meant for the task
                    busy = false;
                    done.countDown();
                }
            });
            if (!taken) {
                throw new IllegalStateException("a thread that is free has no work");
            }
            return done;
        }

        private void live() {
            while (!ending) {
                try {
                    work.take().run();
                } catch (InterruptedException | RuntimeException | Error goOn) {
                    // The task is over in any case, and the thread is needed.
                }
            }
        }

        String where() {
            StringBuilder text = new StringBuilder("in");
            StackTraceElement[] stack = thread.getStackTrace();
            for (int i = 0; i < Math.min(STACK, stack.length); i++) {
                text.append(i == 0 ? " " : " < ").append(stack[i]);
            }
            return text.toString();
        }

        void interrupt() {
            if (busy) {
                thread.interrupt();
            }
        }

        void interruptForGood() {
            ending = true;
            thread.interrupt();
        }
    }
}
