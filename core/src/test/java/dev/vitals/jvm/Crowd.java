package dev.vitals.jvm;

import java.util.ArrayList;
import java.util.List;

/** Threads of a test, which end with it. */
final class Crowd implements AutoCloseable {
    private final List<Thread> threads = new ArrayList<>();

    /** Work that is ended by an interrupt. */
    interface Work {
        void run() throws InterruptedException;
    }

    Thread start(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
        threads.add(thread);
        return thread;
    }

    List<Thread> threads() {
        return threads;
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
        threads.forEach(Crowd::ended);
    }

    private static void ended(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
