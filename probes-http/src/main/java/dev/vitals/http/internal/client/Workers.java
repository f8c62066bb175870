package dev.vitals.http.internal.client;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * The threads that work for a client. They end by themselves when there is nothing to do, and none has the class loader
 * of the application. Code of the application's own, such as a trust manager, may hold them up.
 */
public final class Workers extends ThreadPoolExecutor {
    private static final int THREADS = 2;
    private static final int FRAMES = 15;
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Map<Thread, Long> busySince = new ConcurrentHashMap<>();

    Workers() {
        super(THREADS, THREADS, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Workers::thread);
        allowCoreThreadTimeOut(true);
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(null, task, "vitals-http-client-" + NUMBER.incrementAndGet(), 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        return thread;
    }

    @Override
    protected void beforeExecute(Thread thread, Runnable task) {
        busySince.put(thread, System.nanoTime());
    }

    @Override
    protected void afterExecute(Runnable task, Throwable thrown) {
        busySince.remove(Thread.currentThread());
    }

    /** Returns what the threads are in that have something to do, a line for each frame. */
    public List<String> stacks() {
        return busySince.keySet().stream().flatMap(Workers::stack).toList();
    }

    /** Whether a thread waits within a task that it began after some time by {@link System#nanoTime}. */
    public boolean heldUpSince(long start) {
        return busySince.entrySet().stream().anyMatch(busy -> busy.getValue() - start > 0 && waits(busy.getKey()));
    }

    /** Whether no thread is left: each has been waiting within one task for so long. */
    public boolean exhausted(Duration atLeast) {
        long now = System.nanoTime();
        return busySince.entrySet().stream()
                        .filter(busy -> now - busy.getValue() >= atLeast.toNanos())
                        .map(Map.Entry::getKey)
                        .filter(Workers::waits)
                        .count()
                == THREADS;
    }

    /** One that reads what a server floods it with is busy for long, but does not wait. */
    private static boolean waits(Thread thread) {
        StackTraceElement[] stack = thread.getStackTrace();
        return stack.length > 0 && (thread.getState() != Thread.State.RUNNABLE || stack[0].isNativeMethod());
    }

    private static Stream<String> stack(Thread thread) {
        return Stream.concat(
                Stream.of(thread.getName()),
                Stream.of(thread.getStackTrace()).limit(FRAMES).map(frame -> "  at " + frame));
    }
}
