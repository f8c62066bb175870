package dev.vitals.jvm.facts;

import java.lang.management.ThreadInfo;
import java.util.Arrays;
import java.util.List;

/**
 * A thread that waits for a lock which another thread holds.
 *
 * @param id the thread's number
 * @param thread its name
 * @param lock the lock's class and identity hash
 * @param ownerId the number of the thread that holds the lock
 * @param owner its name
 * @param timed whether the thread gives up after a time
 * @param stack where it waits, innermost first
 */
public record LockWait(
        long id, String thread, String lock, long ownerId, String owner, boolean timed, List<String> stack) {
    /** Copies the stack. */
    public LockWait {
        stack = List.copyOf(stack);
    }

    static LockWait of(ThreadInfo info) {
        return new LockWait(
                info.getThreadId(),
                info.getThreadName(),
                String.valueOf(info.getLockName()),
                info.getLockOwnerId(),
                String.valueOf(info.getLockOwnerName()),
                info.getThreadState() == Thread.State.TIMED_WAITING,
                Arrays.stream(info.getStackTrace())
                        .map(StackTraceElement::toString)
                        .toList());
    }
}
