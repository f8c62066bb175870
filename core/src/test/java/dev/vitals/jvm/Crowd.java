package dev.vitals.jvm;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Threads of a test, which end with it. */
final class Crowd implements AutoCloseable {
    private final List<Thread> threads = new ArrayList<>();

    /** Work that is ended by an interrupt. */
    interface Work {
        void run() throws InterruptedException;
    }

    /** Returns once the thread runs: before that it has a name and no stack. */
    Thread start(String name, Work work) throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        Thread thread = new Thread(
                () -> {
                    running.countDown();
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
        running.await();
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
