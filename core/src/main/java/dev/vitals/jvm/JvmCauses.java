package dev.vitals.jvm;

import dev.vitals.probe.Cause;
import dev.vitals.probe.Cause.Kind;
import dev.vitals.spi.CauseLink;
import dev.vitals.spi.Knowledge;
import java.util.List;

/**
 * What the probes of the virtual machine can find.
 *
 * @since 0.1.0
 */
public final class JvmCauses implements Knowledge {
    static final Cause HEAP_EXHAUSTED = Cause.of(
            "heap.exhausted",
            Kind.EXHAUSTED,
            "heap is full of objects in use",
            "Almost all of the heap is still in use after garbage collection, so the application spends its time"
                    + " collecting garbage and is close to an OutOfMemoryError. The usual reasons are a leak, an"
                    + " unbounded cache, or a heap too small for the load.",
            "find the classes that fill the heap, in a class histogram",
            "keep a heap dump for analysis, then restart",
            "raise -Xmx if the machine or container has room");
    static final Cause HEAP_HIGH = Cause.of(
            "heap.high",
            Kind.EXHAUSTED,
            "heap is filling up",
            "Much of the heap is still in use after garbage collection. Before memory runs out, collections become"
                    + " frequent and the application slow.",
            "find the classes that fill the heap, in a class histogram, and compare it with one taken later",
            "raise -Xmx if the machine or container has room");
    static final Cause HEAP_UNBOUNDED = Cause.of(
            "heap.unbounded",
            Kind.UNKNOWN,
            "heap has no known maximum",
            "The virtual machine reports no maximum for its heap, so there is nothing to compare its use with.",
            "start the virtual machine with -Xmx");

    static final Cause DEADLOCKED = Cause.of(
            "threads.deadlocked",
            Kind.BLOCKED,
            "threads are deadlocked",
            "Threads wait in a circle, each for a lock that the next one holds, and none will ever go on. What they were"
                    + " doing is lost, and whoever needs one of their locks waits as well. The usual reason is that two"
                    + " pieces of code take the same locks in different orders.",
            "keep the stacks of all threads, then restart",
            "take the locks in one order everywhere, or try for them with a time limit");

    /** For the service loader. */
    public JvmCauses() {}

    @Override
    public List<Cause> causes() {
        return List.of(HEAP_EXHAUSTED, HEAP_HIGH, HEAP_UNBOUNDED, DEADLOCKED);
    }

    @Override
    public List<CauseLink> links() {
        return List.of(CauseLink.anywhere(HEAP_EXHAUSTED.code(), "http.slow", "an exhausted heap explains slow HTTP"));
    }
}
