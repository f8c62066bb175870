package dev.vitals.endpoint;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that wait for reports: one for each report that is waited for, as all callers of one share it. A report
 * more than that is refused, and none stands behind another.
 */
final class Waiters extends ThreadPoolExecutor {
    /** Far above the groups an application has; reached only by leaving out checks in ever new ways. */
    private static final int MOST = 16;

    private static final AtomicInteger NUMBER = new AtomicInteger();

    Waiters() {
        super(1, MOST, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), Waiters::thread);
        // A process that has run out of threads must still answer.
        prestartAllCoreThreads();
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(null, task, "vitals-http-waiter-" + NUMBER.incrementAndGet(), 0, false);
        thread.setDaemon(true);
        return thread;
    }
}
