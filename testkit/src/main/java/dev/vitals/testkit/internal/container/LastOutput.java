package dev.vitals.testkit.internal.container;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.testcontainers.containers.output.OutputFrame;

/** The end of what a container has printed. Testcontainers removes one that does not start, its log included. */
final class LastOutput implements Consumer<OutputFrame> {

    private static final int FRAMES = 100;

    private final Deque<String> frames = new ArrayDeque<>();

    @Override
    public synchronized void accept(OutputFrame frame) {
        frames.add(frame.getUtf8String());
        if (frames.size() > FRAMES) {
            frames.remove();
        }
    }

    synchronized String text() {
        return String.join("", frames);
    }
}
