package dev.vitals.endpoint;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A thread that reads requests and writes answers. It knows since when it has been at a socket, where it can be
 * interrupted: that closes the connection and ends the task. Elsewhere it cannot.
 */
final class HttpWorker extends Thread {
    private static final long STACK = 512 * 1024;
    private static final long READ_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long WRITE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final HttpWorkers workers;
    private volatile @Nullable Runnable given;
    private volatile boolean ended;
    private long rested;
    private long since;
    private long allowed;
    private boolean atSocket;
    private boolean dropped;

    HttpWorker(HttpWorkers workers, String name) {
        super(null, null, name, STACK, false);
        this.workers = workers;
        setDaemon(true);
    }

    @Override
    public void run() {
        while (!ended) {
            try {
                Runnable queued = workers.next(this);
                Runnable task = queued == null ? await() : queued;
                if (task != null) {
                    perform(task);
                }
            } catch (Throwable e) {
                // The heap may be full, and then even this is hard to say. The next task may well succeed.
            }
        }
    }

    /**
     * Returns what the worker is given, or null when it is to end. Parked without a limit: to set a timer for each request
     * costs a good part of answering it.
     */
    private @Nullable Runnable await() {
        while (given == null && !ended) {
            LockSupport.park(workers);
            interrupted(); // else park would return at once, for ever
        }
        Runnable task = given;
        given = null;
        return task;
    }

    /** Says what an idle worker is to do. The caller wakes it. */
    void give(Runnable task) {
        given = task;
    }

    void end() {
        ended = true;
        LockSupport.unpark(this);
    }

    /** The worker falls idle. Called under the lock of the workers, as is {@link #restedNanos}. */
    void rest() {
        rested = System.nanoTime();
    }

    long restedNanos(long now) {
        return now - rested;
    }

    private void perform(Runnable task) {
        arrive(READ_NANOS);
        try {
            task.run();
        } finally {
            leave();
            interrupted();
        }
    }

    /** The task goes on to read from its socket, if the calling thread is one of these. */
    static void reading() {
        if (currentThread() instanceof HttpWorker) {
            ((HttpWorker) currentThread()).arrive(READ_NANOS);
        }
    }

    /** The task goes on to write to its socket, if the calling thread is one of these. */
    static void writing() {
        if (currentThread() instanceof HttpWorker) {
            ((HttpWorker) currentThread()).arrive(WRITE_NANOS);
        }
    }

    /** The task has read what it came for. Returns false if it has been dropped meanwhile. */
    static boolean hasRead() {
        return !(currentThread() instanceof HttpWorker) || ((HttpWorker) currentThread()).leave();
    }

    private synchronized void arrive(long mayTake) {
        since = System.nanoTime();
        allowed = mayTake;
        atSocket = true;
        dropped = false;
    }

    private synchronized boolean leave() {
        atSocket = false;
        return !dropped;
    }

    synchronized long atSocketNanos(long now) {
        return atSocket ? now - since : -1;
    }

    synchronized void dropIfOverdue(long now) {
        dropIfLonger(allowed, now);
    }

    synchronized void dropIfLonger(long nanos, long now) {
        if (atSocket && !dropped && now - since >= nanos) {
            dropped = true;
            interrupt();
        }
    }

    /** Ends a task that never got a thread: a channel closes when an interrupted thread uses it. */
    static void drop(Runnable task) {
        currentThread().interrupt();
        try {
            task.run();
        } catch (RuntimeException e) {
            // It has ended, and that is all.
        } finally {
            interrupted();
        }
    }
}
