package dev.vitals.jvm.facts;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Circles of threads of which each waits for a lock that the next one holds, and that nothing but an interrupt can end.
 *
 * @param circles each circle with at least one thread, in the order of waiting
 * @param behind how many further threads wait, directly or not, for a lock that one of these holds
 */
public record Deadlocks(List<List<LockWait>> circles, int behind) {
    private static final int DEPTH = 64;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Copies the circles. */
    public Deadlocks {
        circles = circles.stream().map(List::copyOf).toList();
    }

    /** Looks at this virtual machine. */
    public static Deadlocks now() {
        long[] ids = THREADS.isSynchronizerUsageSupported()
                ? THREADS.findDeadlockedThreads()
                : THREADS.findMonitorDeadlockedThreads();
        if (ids == null) {
            return new Deadlocks(List.of(), 0);
        }
        List<List<LockWait>> circles = circles(waits(THREADS.getThreadInfo(ids, DEPTH)));
        return new Deadlocks(circles, circles.isEmpty() ? 0 : behind(circles));
    }

    /** A thread that gives up after a time breaks its circle by itself, though the virtual machine reports it. */
    static List<List<LockWait>> circles(List<LockWait> waits) {
        Map<Long, LockWait> left = new LinkedHashMap<>();
        waits.stream().filter(wait -> !wait.timed()).forEach(wait -> left.put(wait.id(), wait));
        List<List<LockWait>> circles = new ArrayList<>();
        while (!left.isEmpty()) {
            List<LockWait> path = new ArrayList<>();
            LockWait next = left.values().iterator().next();
            while (next != null) {
                path.add(next);
                left.remove(next.id());
                next = left.get(next.ownerId());
            }
            long end = path.get(path.size() - 1).ownerId();
            int start = path.stream().map(LockWait::id).toList().indexOf(end);
            if (start >= 0) {
                circles.add(path.subList(start, path.size()));
            }
        }
        return circles;
    }

    private static int behind(List<List<LockWait>> circles) {
        List<Long> stuck = new ArrayList<>(
                circles.stream().flatMap(List::stream).map(LockWait::id).toList());
        int circled = stuck.size();
        List<LockWait> others = new ArrayList<>(waits(THREADS.getThreadInfo(THREADS.getAllThreadIds(), 0)));
        others.removeIf(wait -> wait.timed() || stuck.contains(wait.id()));
        for (int i = 0; i < stuck.size(); i++) {
            long holder = stuck.get(i);
            others.stream()
                    .filter(wait -> wait.ownerId() == holder)
                    .map(LockWait::id)
                    .forEach(stuck::add);
        }
        return stuck.size() - circled;
    }

    private static List<LockWait> waits(ThreadInfo[] infos) {
        return Arrays.stream(infos)
                .filter(Objects::nonNull)
                .filter(info -> info.getLockOwnerId() >= 0)
                .map(LockWait::of)
                .toList();
    }
}
