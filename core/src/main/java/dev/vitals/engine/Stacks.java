package dev.vitals.engine;

import dev.vitals.probe.Evidence;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Shows where a thread is stuck. */
final class Stacks {
    private static final int FRAMES = 40;

    private Stacks() {}

    /** The stack of a run's thread down to our own frames, which mean nothing to a reader; empty when it is on none. */
    static Optional<Evidence> of(String title, Run run) {
        Thread thread = run.thread();
        if (thread == null) {
            return Optional.empty();
        }
        List<String> frames = Arrays.stream(thread.getStackTrace())
                .takeWhile(frame -> !frame.getClassName().startsWith("dev.vitals.engine."))
                .limit(FRAMES)
                .map(StackTraceElement::toString)
                .toList();
        String state = " (thread " + run.threadName() + ", " + thread.getState() + ")";
        return Optional.of(new Evidence.Text(title + state, frames));
    }
}
