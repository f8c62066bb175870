package dev.vitals.dump;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * All threads, seen one after the other in small batches, so that the virtual machine never stops for long. It is never
 * asked for the synchronizers that threads hold, for which it would walk its whole heap; who holds a lock that another
 * thread waits for is known without.
 *
 * @param nanos when, by monotonic time
 * @param threads the threads
 * @param omitted how many more there were
 */
record ThreadSnapshot(long nanos, List<SeenThread> threads, int omitted) {
    /** The virtual machine stands for some 20 to 50 µs for each thread of a batch, and for 100 µs to stop and to go on. */
    private static final int SMALLEST_BATCH = 4;

    /** Stands for a millisecond, or two. */
    private static final int LARGEST_BATCH = 32;

    /** On a busy machine each stop waits for threads that are not running: if a look takes longer, its batches grow. */
    private static final Duration SCHEDULE = Duration.ofMillis(300);

    private static final Duration GRACE = Duration.ofMillis(50);

    private static final int DEPTH = 64;
    private static final int MOST = 5_000;
    private static final ThreadMXBean BEAN = ManagementFactory.getThreadMXBean();

    ThreadSnapshot {
        threads = List.copyOf(threads);
    }

    /** The first of a dump's two. */
    record First(ThreadSnapshot snapshot) {}

    /** The second. */
    record Second(ThreadSnapshot snapshot) {}

    static ThreadSnapshot take() {
        long[] all = BEAN.getAllThreadIds();
        long[] ids = Arrays.copyOf(all, Math.min(all.length, MOST));
        long nanos = System.nanoTime();
        Counted counted = Counted.read(ids);
        List<SeenThread> threads = new ArrayList<>(ids.length);
        int size = SMALLEST_BATCH;
        for (int from = 0; from < ids.length; from += size) {
            size = batch(size, (double) from / ids.length, Duration.ofNanos(System.nanoTime() - nanos));
            long[] batch = Arrays.copyOfRange(ids, from, Math.min(ids.length, from + size));
            ThreadInfo[] infos = BEAN.getThreadInfo(batch, BEAN.isObjectMonitorUsageSupported(), false, DEPTH);
            for (int i = 0; i < infos.length; i++) {
                if (infos[i] != null && !isOurs(infos[i])) {
                    threads.add(new SeenThread(infos[i], counted.cpu(from + i), counted.allocated(from + i)));
                }
            }
        }
        return new ThreadSnapshot(nanos, threads, all.length - ids.length);
    }

    /** Returns how many threads are seen next, after so many, when a part of all was seen in some time. */
    static int batch(int before, double seen, Duration took) {
        return took.minus(GRACE).toNanos() > SCHEDULE.toNanos() * seen
                ? Math.min(before * 2, LARGEST_BATCH)
                : SMALLEST_BATCH;
    }

    /** The one that looks shows only itself looking. */
    private static boolean isOurs(ThreadInfo info) {
        return info.getThreadId() == Thread.currentThread().getId();
    }

    Optional<SeenThread> find(long id) {
        return threads.stream().filter(thread -> thread.id() == id).findFirst();
    }

    /** What the virtual machine counts for each thread, where it does; read without stopping it. */
    private static final class Counted {
        private final long @Nullable [] cpu;
        private final long @Nullable [] bytes;

        private Counted(long @Nullable [] cpu, long @Nullable [] bytes) {
            this.cpu = cpu;
            this.bytes = bytes;
        }

        static Counted read(long... ids) {
            if (!(BEAN instanceof com.sun.management.ThreadMXBean bean)) {
                return new Counted(null, null);
            }
            return new Counted(
                    bean.isThreadCpuTimeSupported() && bean.isThreadCpuTimeEnabled()
                            ? bean.getThreadCpuTime(ids)
                            : null,
                    bean.isThreadAllocatedMemorySupported() && bean.isThreadAllocatedMemoryEnabled()
                            ? bean.getThreadAllocatedBytes(ids)
                            : null);
        }

        OptionalLong cpu(int index) {
            return at(cpu, index);
        }

        OptionalLong allocated(int index) {
            return at(bytes, index);
        }

        private static OptionalLong at(long @Nullable [] values, int index) {
            return values == null || values[index] < 0 ? OptionalLong.empty() : OptionalLong.of(values[index]);
        }
    }
}
