package dev.vitals.jvm;

import dev.vitals.jvm.facts.ThreadPicture;
import java.lang.management.ThreadInfo;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Threads that wait for one lock.
 *
 * @param lock the lock's class and identity hash
 * @param waiting the threads, without their stacks
 */
record Convoy(String lock, List<ThreadInfo> waiting) {
    static final int DEPTH = 64;
    private static final int SAMPLED = 100;
    private static final int INNERMOST = 32;

    /** Finds all among some threads, the longest first. */
    static List<Convoy> among(List<ThreadInfo> threads) {
        return threads.stream()
                .filter(Convoy::waitsForALock)
                .collect(Collectors.groupingBy(thread -> String.valueOf(thread.getLockInfo())))
                .entrySet()
                .stream()
                .map(entry -> new Convoy(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingInt(Convoy::size).reversed())
                .toList();
    }

    private static boolean waitsForALock(ThreadInfo thread) {
        boolean owned = thread.getLockOwnerId() >= 0;
        return thread.getLockInfo() != null && (thread.getThreadState() == Thread.State.BLOCKED || owned);
    }

    int size() {
        return waiting.size();
    }

    /** A monitor that changes hands has none for a moment. */
    Optional<ThreadInfo> owned() {
        return waiting.stream().filter(thread -> thread.getLockOwnerId() >= 0).findFirst();
    }

    /** Looks at the stacks of up to a hundred of the threads, which stops the application for a few milliseconds. */
    List<ThreadInfo> stacks() {
        List<Long> ids =
                waiting.stream().limit(SAMPLED).map(ThreadInfo::getThreadId).toList();
        return ThreadPicture.stacks(ids, DEPTH);
    }

    /** Whether most of the threads wait inside a class loader, be it for a class's own lock, the loader's or a jar's. */
    boolean isForClasses() {
        List<ThreadInfo> stacks = stacks();
        long loading = stacks.stream().filter(Convoy::loadsAClass).count();
        return loading > stacks.size() / 2;
    }

    private static boolean loadsAClass(ThreadInfo thread) {
        return Arrays.stream(thread.getStackTrace())
                .limit(INNERMOST)
                .anyMatch(frame -> frame.getClassName().contains("ClassLoader"));
    }
}
