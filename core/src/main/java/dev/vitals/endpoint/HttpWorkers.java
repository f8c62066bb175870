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
import java.util.concurrent.locks.ReentrantLock;

/**
 * The threads that read requests and write answers over sockets that block. A caller may keep one for 2 seconds to send
 * a request and 5 to take its answer, unless others need it: when tasks wait and every thread is taken, those longest at
 * their socket are dropped, after 20 ms at the earliest. Honest callers on this host need a fraction of one. So a hundred
 * slow callers have a thread each, and four hundred that come back as soon as they are dropped delay an honest one by some
 * 30 ms.
 */
final class HttpWorkers implements Executor {
    static final int LEAST = 4;
    static final int MOST = 128;
    static final int WAITING = 512;
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long CROWDED_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long SPARE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition crowd = lock.newCondition();
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final Deque<Runnable> overflow = new ArrayDeque<>();
    private final List<HttpWorker> workers = new ArrayList<>();
    private int idle;
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
        lock.lock();
        try {
            if (stopped) {
                throw new RejectedExecutionException("this server is closed");
            }
            waiting.addLast(task);
            if (waiting.size() > idle && workers.size() < MOST) {
                grow();
            }
            if (waiting.size() > WAITING) {
                overflow.addLast(waiting.removeFirst());
            }
            work.signal();
            if (crowded()) {
                crowd.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** A process at its limit of threads does with those it has. */
    private void grow() {
        HttpWorker worker = new HttpWorker(this, "vitals-http-" + (number + 1));
        try {
            worker.start();
            workers.add(worker);
            number++;
        } catch (OutOfMemoryError noMoreThreads) {
            // The others go on.
        }
    }

    /** Waits for a task, the oldest first. Throws when the thread that asks is to end. */
    Runnable next(HttpWorker worker) throws InterruptedException {
        lock.lockInterruptibly();
        idle++;
        try {
            long left = SPARE_NANOS;
            while (waiting.isEmpty()) {
                if (stopped || (left <= 0 && workers.size() > LEAST)) {
                    workers.remove(worker);
                    throw new InterruptedException("no longer needed");
                }
                left = work.awaitNanos(left <= 0 ? SPARE_NANOS : left);
            }
            return waiting.removeFirst();
        } finally {
            idle--;
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

    private boolean crowded() {
        return !overflow.isEmpty() || (waiting.size() > idle && workers.size() >= MOST);
    }

    /** Whether a thread that was interrupted is still wanted. */
    boolean wants(HttpWorker worker) {
        lock.lock();
        try {
            return !stopped && workers.contains(worker);
        } finally {
            lock.unlock();
        }
    }

    /** Takes no further task, interrupts those under way, and waits up to a second for the threads to end. */
    void stop() {
        List<HttpWorker> ending;
        lock.lock();
        try {
            stopped = true;
            ending = List.copyOf(workers);
            waiting.clear();
            work.signalAll();
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
