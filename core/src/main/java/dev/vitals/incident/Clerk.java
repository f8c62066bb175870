package dev.vitals.incident;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The one thread that keeps incidents. It may wait for a disk; nobody waits for it longer than stated. */
final class Clerk implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration FAREWELL = Duration.ofSeconds(1);
    private static final int WAITING = 1_000;

    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            Clerk::thread,
            new ThreadPoolExecutor.AbortPolicy());

    Clerk() {
        thread.prestartAllCoreThreads(); // a process at its limit of threads can still keep incidents
    }

    private static Thread thread(Runnable work) {
        Thread made = new Thread(work, "vitals-incidents");
        made.setDaemon(true);
        return made;
    }

    /** Does something later, or not at all when a thousand things wait already: then the disk has hung for long. */
    void submit(Runnable work) {
        try {
            thread.execute(() -> contained(work));
        } catch (RejectedExecutionException full) {
            // The next report brings all that this one would have.
        }
    }

    private static void contained(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error failed) {
            // What cannot be done now, for lack of memory, is done with the next report.
        }
    }

    /** Does something and waits for it. */
    <T> T ask(Callable<T> work) {
        try {
            return get(thread.submit(work));
        } catch (RejectedExecutionException full) {
            throw new IncidentException(
                    "incidents are closed, or a thousand changes wait for a disk that does not answer");
        }
    }

    private static <T> T get(Future<T> answer) {
        try {
            return answer.get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            throw new IncidentException("not on the disk after 5 s: the change is done or still waits for the disk");
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IncidentException("interrupted: the change is done or still waits for the disk");
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IncidentException known) {
                throw known;
            }
            throw new IllegalStateException(failed.getCause());
        }
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            thread.awaitTermination(FAREWELL.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
