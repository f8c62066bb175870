package dev.vitals.endpoint;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The threads that read requests and write answers over sockets that block. A caller may keep one for 2 seconds to send
 * a request and 5 to take its answer, unless others need it: when tasks wait and every thread is taken, those longest at
 * their socket are dropped, after 20 ms at the earliest. Honest callers on this host need a fraction of one. So a hundred
 * slow callers have a thread each, and four hundred that come back as soon as they are dropped delay an honest one by some
 * 30 ms. A thread beyond the least ends when it has been idle for 10 seconds.
 */
final class HttpWorkers implements Executor {
    static final int LEAST = 4;
    static final int MOST = 128;
    static final int WAITING = 512;
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long CROWDED_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long SPARE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition crowd = lock.newCondition();
    private final Deque<Runnable> waiting = new ArrayDeque<>(WAITING + 1);
    private final Deque<Runnable> overflow = new ArrayDeque<>(WAITING + 1);
    private final List<HttpWorker> workers = new ArrayList<>(MOST);

    /** The last to fall idle comes first: what it needs is still in the processor's caches. Empty while tasks wait. */
    private final Deque<HttpWorker> idle = new ArrayDeque<>(MOST);

    private int number;
    private boolean stopped;

    HttpWorkers() {
        // A process that has run out of threads must still answer.
        for (int i = 0; i < LEAST; i++) {
            grow();
        }
    }

    @Override
    public void execute(Runnable task) {
        HttpWorker free;
        lock.lock();
        try {
            if (stopped) {
                throw new RejectedExecutionException("this server is closed");
            }
            free = idle.poll();
            if (free == null) {
                queue(task);
            } else {
                free.give(task);
            }
        } finally {
            lock.unlock();
        }
        LockSupport.unpark(free); // after the lock: waking takes long, and others wait for it
    }

    private void queue(Runnable task) {
        waiting.addLast(task);
        if (workers.size() < MOST) {
            grow();
        }
        if (waiting.size() > WAITING) {
            overflow.addLast(waiting.removeFirst());
        }
        if (crowded()) {
            crowd.signal();
        }
    }

    /** A process at its limit of threads does with those it has. */
    private void grow() {
        try {
            HttpWorker worker = new HttpWorker(this, "vitals-http-" + (number + 1));
            worker.start();
            workers.add(worker);
            number++;
        } catch (OutOfMemoryError noMoreThreads) {
            // The others go on.
        }
    }

    /** Returns the task that has waited longest; null when the worker will be given one, or is to end. */
    @Nullable
    Runnable next(HttpWorker worker) {
        lock.lock();
        try {
            Runnable task = waiting.poll();
            if (stopped) {
                worker.end();
            } else if (task == null) {
                worker.rest();
                idle.push(worker);
            }
            return task;
        } finally {
            lock.unlock();
        }
    }

    /** Drops whatever keeps a thread for too long, after a wait of up to {@code nanos}. For the thread that watches. */
    void watch(long nanos) throws InterruptedException {
        for (Runnable task : overdue(nanos)) {
            HttpWorker.drop(task);
        }
    }

    @SuppressWarnings("WaitNotInLoop") // waking early means looking early
    private List<Runnable> overdue(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            crowd.awaitNanos(crowded() ? CROWDED_LOOK_NANOS : nanos);
            long now = System.nanoTime();
            endSpare(now);
            workers.forEach(worker -> worker.dropIfOverdue(now));
            if (crowded()) {
                workers.stream()
                        .sorted(Comparator.comparingLong(worker -> -worker.atSocketNanos(now)))
                        .limit(waiting.size())
                        .forEach(worker -> worker.dropIfLonger(PATIENCE_NANOS, now));
            }
            List<Runnable> dropped = List.copyOf(overflow);
            overflow.clear();
            return dropped;
        } finally {
            lock.unlock();
        }
    }

    /** Ends threads beyond the least that have been idle for long. */
    void endSpare(long now) {
        lock.lock();
        try {
            while (workers.size() > LEAST && !idle.isEmpty() && idle.getLast().restedNanos(now) >= SPARE_NANOS) {
                HttpWorker spare = idle.removeLast();
                workers.remove(spare);
                spare.end();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns how many threads are idle. */
    int idle() {
        lock.lock();
        try {
            return idle.size();
        } finally {
            lock.unlock();
        }
    }

    private boolean crowded() {
        return !overflow.isEmpty() || (!waiting.isEmpty() && workers.size() >= MOST);
    }

    /** Takes no further task, interrupts those under way, and waits up to a second for the threads to end. */
    void stop() {
        List<HttpWorker> ending;
        lock.lock();
        try {
            stopped = true;
            waiting.clear();
            // First, and without allocating: they would wait for ever.
            for (HttpWorker worker = idle.poll(); worker != null; worker = idle.poll()) {
                worker.end();
            }
            ending = List.copyOf(workers);
        } finally {
            lock.unlock();
        }
        ending.forEach(Thread::interrupt);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
        try {
            for (HttpWorker worker : ending) {
                worker.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
