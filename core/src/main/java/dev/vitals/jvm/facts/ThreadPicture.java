package dev.vitals.jvm.facts;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import java.util.concurrent.locks.LockSupport;

/**
 * The platform threads of this virtual machine as seen at one moment, without their stacks.
 *
 * @param threads the threads
 */
public record ThreadPicture(List<ThreadInfo> threads) {
    /** So many stacks at once stop the application for 1 to 5 ms, measured with 1,000 and 5,000 threads. */
    private static final int BATCH = 50;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Copies the threads. */
    public ThreadPicture {
        threads = List.copyOf(threads);
    }

    /** Looks at them. Without stacks this stops nothing, and takes a millisecond or two with 1,000 threads. */
    public static ThreadPicture now() {
        return new ThreadPicture(present(THREADS.getThreadInfo(THREADS.getAllThreadIds(), 0)));
    }

    /**
     * Looks only at those that wait for a monitor, or for a synchronizer that may have an owner. Which they are is asked
     * of the threads themselves: that takes a tenth of the time, since most threads wait for work.
     */
    public static ThreadPicture ofLockWaiters() {
        long[] ids = Arrays.stream(all())
                .filter(Objects::nonNull)
                .filter(ThreadPicture::waitsForALock)
                .mapToLong(Thread::getId)
                .filter(id -> id > 0) // a class of the application's own may say what it likes
                .distinct()
                .toArray();
        return new ThreadPicture(ids.length == 0 ? List.of() : present(THREADS.getThreadInfo(ids, 0)));
    }

    private static boolean waitsForALock(Thread thread) {
        return thread.getState() == Thread.State.BLOCKED
                || LockSupport.getBlocker(thread) instanceof AbstractOwnableSynchronizer;
    }

    /** Ends with nulls. */
    private static Thread[] all() {
        ThreadGroup root = Thread.currentThread().getThreadGroup();
        while (root.getParent() != null) {
            root = root.getParent();
        }
        Thread[] found = new Thread[THREADS.getThreadCount() + 16];
        while (root.enumerate(found) == found.length) {
            found = new Thread[2 * found.length];
        }
        return found;
    }

    /**
     * Looks at the stacks of some threads.
     *
     * @param ids the threads' numbers
     * @param depth how many frames at most
     * @return those that are still alive
     */
    public static List<ThreadInfo> stacks(List<Long> ids, int depth) {
        List<ThreadInfo> found = new ArrayList<>();
        for (int start = 0; start < ids.size(); start += BATCH) {
            long[] some = ids.subList(start, Math.min(ids.size(), start + BATCH)).stream()
                    .mapToLong(Long::longValue)
                    .toArray();
            found.addAll(present(THREADS.getThreadInfo(some, depth)));
        }
        return found;
    }

    private static List<ThreadInfo> present(ThreadInfo... infos) {
        return Arrays.stream(infos).filter(Objects::nonNull).toList();
    }
}
