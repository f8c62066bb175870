package dev.vitals.jdbc.internal.pool;

import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Result;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/**
 * The threads that wait for a pooled connection or use one, grouped by the application code that put them there.
 *
 * <p>Stacks are sampled in batches of 50 threads, 64 frames deep and without asking for locks, so that the longest pause
 * stays at a few milliseconds; at most 5,000 threads and one second in all. Virtual threads cannot be seen this way, and
 * a stack does not show which of several pools it is about.
 *
 * @param waiting threads in a pool's {@code getConnection}
 * @param holding threads in a call on a pooled connection
 * @param complete whether every thread was sampled
 */
record PoolThreads(ThreadGroups waiting, ThreadGroups holding, boolean complete) {
    private static final int BATCH = 50;
    private static final int DEPTH = 64;
    private static final int MAX_THREADS = 5_000;
    private static final long MAX_NANOS = 1_000_000_000L;
    private static final int RESERVE_MILLIS = 500;

    static PoolThreads sample(ProbeContext context) {
        ThreadMXBean bean = ManagementFactory.getThreadMXBean();
        long[] ids = bean.getAllThreadIds();
        ThreadGroups waiting = new ThreadGroups();
        ThreadGroups holding = new ThreadGroups();
        long start = System.nanoTime();
        int at = 0;
        while (at < Math.min(ids.length, MAX_THREADS)
                && System.nanoTime() - start < MAX_NANOS
                && context.remainingMillis() > RESERVE_MILLIS) {
            long[] batch = Arrays.copyOfRange(ids, at, Math.min(ids.length, at + BATCH));
            for (ThreadInfo thread : bean.getThreadInfo(batch, DEPTH)) {
                sort(thread, waiting, holding);
            }
            at += batch.length;
        }
        return new PoolThreads(waiting, holding, at >= ids.length);
    }

    /** The busiest groups, to go behind a summary; those that hold only where nothing better is known. */
    String summary(Holders known) {
        String wait = waiting.isEmpty() ? "" : "; waiting: " + waiting.top();
        return holding.isEmpty() || !known.isEmpty() ? wait : wait + "; holding: " + holding.top();
    }

    /** Adds the groups as evidence. */
    Result addTo(Result result) {
        Result shown = waiting.isEmpty() ? result : result.evidence(waiting.table("threads waiting for a connection"));
        return holding.isEmpty() ? shown : shown.evidence(holding.table("threads using a connection"));
    }

    private static void sort(ThreadInfo thread, ThreadGroups waiting, ThreadGroups holding) {
        if (thread == null) {
            return; // It has ended since its number was read.
        }
        PooledCall.of(Arrays.asList(thread.getStackTrace()))
                .ifPresent(call -> (call.borrowing() ? waiting : holding)
                        .add(thread.getThreadName(), call.call(), call.callers()));
    }
}
