package dev.vitals.internal;

import dev.vitals.probe.Evidence;
import java.util.Arrays;
import java.util.List;

/** Shows where a thread is stuck. */
final class Stacks {
    private static final int FRAMES = 40;

    private Stacks() {}

    /** The thread's stack down to our own frames, which tell a reader nothing. */
    static Evidence of(String title, Thread thread) {
        List<String> frames = Arrays.stream(thread.getStackTrace())
                .takeWhile(frame -> !frame.getClassName().startsWith("dev.vitals.internal."))
                .limit(FRAMES)
                .map(StackTraceElement::toString)
                .toList();
        return new Evidence.Text(title + " (thread " + thread.getName() + ", " + thread.getState() + ")", frames);
    }
}
