package dev.vitals.examples.faults;

import java.util.ArrayList;
import java.util.List;

/** The handful of threads that keep a shop under light load: clerks who place orders, and reporters who count them. */
public final class Staff implements AutoCloseable {
    private static final int CLERKS = 9;
    private static final int REPORTERS = 3;

    private final List<Thread> threads = new ArrayList<>();

    private Staff() {}

    /** Sets all to work, each in a thread of its own, until closed. */
    public static Staff hire(Task placeAnOrder, Task countOrders) {
        Staff staff = new Staff();
        for (int i = 0; i < CLERKS; i++) {
            staff.employ("clerk-" + i, placeAnOrder);
        }
        for (int i = 0; i < REPORTERS; i++) {
            staff.employ("reporter-" + i, countOrders);
        }
        return staff;
    }

    private void employ(String name, Task task) {
        Thread thread = new Thread(() -> workUntilInterrupted(task), name);
        thread.setDaemon(true);
        thread.start();
        threads.add(thread);
    }

    private static void workUntilInterrupted(Task task) {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                task.run();
                Thread.sleep(50);
            } catch (InterruptedException e) {
                return;
            } catch (Exception expected) {
                // The shop is meant to get into trouble; what it suffers from is for Vitals to say.
            }
        }
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
    }

    /** A piece of work. */
    public interface Task {
        /** Does it once. */
        void run() throws Exception;
    }
}
