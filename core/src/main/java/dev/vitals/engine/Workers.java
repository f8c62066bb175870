package dev.vitals.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Our own threads: few, named, daemon, some started beforehand, never more than a limit. Tasks wait in one queue. At most
 * one thread is on its way to it, woken or started; when it has come and more is left, it sends for the next before it
 * begins. So short tasks are done by few threads, and tasks that hang soon get one each. The thread that fell idle last is
 * woken first: those at the bottom of the pile are not needed, and end.
 *
 * <p>When the process cannot start another thread, work waits for those that are there. Nothing is allocated where a
 * thread goes from one task to the next, so a full heap loses neither thread nor task.
 */
final class Workers {
    private static final Duration IDLE = Duration.ofSeconds(5);

    private final ThreadFactory factory;
    private final int core;
    private final int limit;
    private final long idleNanos;
    private final Mishaps mishaps;
    private final Object lock = new Object();
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final Set<Thread> running = ConcurrentHashMap.newKeySet();
    private @Nullable Worker idle;
    private int count;
    private boolean onItsWay;
    private boolean closed;

    Workers(String name, int prestarted, int limit) {
        this(name, prestarted, limit, IDLE, numbered(name));
    }

    Workers(String name, int prestarted, int limit, Duration idle, ThreadFactory threads) {
        this.mishaps = new Mishaps("a thread " + name);
        this.core = Math.min(prestarted, limit);
        this.limit = limit;
        this.idleNanos = idle.toNanos();
        this.factory = threads;
        try {
            for (int i = 0; i < core; i++) {
                synchronized (lock) {
                    count++;
                }
                new Worker().start();
            }
        } catch (Throwable noMoreThreads) {
            close(Duration.ZERO);
            throw noMoreThreads;
        }
    }

    Optional<String> trouble() {
        return mishaps.reported();
    }

    /** Counts an error that a task has met and is not to end its thread. */
    void met(Throwable error) {
        mishaps.error(error);
    }

    /**
     * Runs a task as soon as a thread is free. Never blocks. Dropped after {@link #close}.
     *
     * @throws OutOfMemoryError if not even a place in the queue can be had
     */
    void execute(Runnable task) {
        synchronized (lock) {
            if (closed) {
                return;
            }
            waiting.add(task);
        }
        nudge();
    }

    /**
     * Sends a thread for what waits, unless one is on its way. Repeated by who waits for long: a thread that could not be
     * started may be had by now.
     */
    void nudge() {
        boolean another;
        synchronized (lock) {
            if (onItsWay || waiting.isEmpty()) {
                return;
            }
            another = !callIdle() && count < limit;
            if (another) {
                onItsWay = true;
                count++;
            }
        }
        if (another) {
            startAnother();
        }
    }

    /** Under the lock. Returns whether there was an idle thread to call. */
    private boolean callIdle() {
        Worker last = idle;
        if (last == null) {
            return false;
        }
        idle = last.below;
        onItsWay = true;
        last.call();
        return true;
    }

    private void startAnother() {
        try {
            Worker worker = new Worker();
            worker.called = true;
            worker.start();
        } catch (Throwable noMoreThreads) {
            synchronized (lock) {
                count--;
                onItsWay = false;
                if (!waiting.isEmpty()) {
                    callIdle(); // one that has fallen idle meanwhile was not called for what came after it
                }
            }
        }
    }

    /** Waits for running tasks, then interrupts the rest and leaves them behind: they are daemons. */
    void close(Duration patience) {
        synchronized (lock) {
            closed = true;
            for (; idle != null; idle = idle.below) {
                idle.call();
            }
            awaitEnd(patience);
            waiting.clear();
        }
        running.forEach(Thread::interrupt);
    }

    private void awaitEnd(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        try {
            for (long left = patience.toNanos(); left > 0 && count > 0; left = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(lock, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ThreadFactory numbered(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> daemon(name + "-" + number.incrementAndGet(), task);
    }

    static Thread daemon(String name, Runnable task) {
        Thread thread = new Thread(null, task, name, 0, false);
        thread.setDaemon(true);
        // Otherwise the thread would keep alive the class loader of the application that happened to start it.
        thread.setContextClassLoader(Workers.class.getClassLoader());
        return thread;
    }

    /** What one thread does. Its fields are guarded by the lock. */
    private final class Worker implements Runnable {
        private boolean called;
        private @Nullable Worker below;
        private @Nullable Thread thread;

        void start() {
            Thread made = factory.newThread(this);
            thread = made;
            running.add(made);
            try {
                made.start();
            } catch (Throwable noMoreThreads) {
                running.remove(made);
                throw noMoreThreads;
            }
        }

        void call() {
            called = true;
            LockSupport.unpark(thread);
        }

        @Override
        public void run() {
            try {
                for (Runnable task = next(); task != null; task = next()) {
                    run(task);
                }
            } finally {
                running.remove(Thread.currentThread());
            }
        }

        private void run(Runnable task) {
            try {
                nudge();
                task.run();
            } catch (Throwable error) {
                met(error);
            }
        }

        /** The next task, waited for; null when this thread is to end. */
        private @Nullable Runnable next() {
            long since = System.nanoTime();
            while (true) {
                Thread.interrupted(); // was meant for the last task
                synchronized (lock) {
                    rise();
                    Runnable task = waiting.poll();
                    if (task != null) {
                        return task;
                    }
                    boolean spare = count > core && System.nanoTime() - since >= idleNanos;
                    if (closed || spare) {
                        count--;
                        lock.notifyAll();
                        return null;
                    }
                    below = idle;
                    idle = this;
                }
                LockSupport.parkNanos(this, idleNanos);
            }
        }

        /** Takes this thread off the pile, if it lies there; one that was called has come. */
        private void rise() {
            if (called) {
                called = false;
                onItsWay = false;
            } else if (idle == this) {
                idle = below;
            } else {
                Worker above = idle;
                while (above != null && above.below != this) {
                    above = above.below;
                }
                if (above != null) {
                    above.below = below;
                }
            }
            below = null;
        }
    }
}
