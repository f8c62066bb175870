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

    static final Cause HEAP_FILLING = Cause.of(
            "heap.filling",
            Kind.EXHAUSTED,
            "heap fills up steadily",
            "What garbage collection cannot take back grows and grows. Unless it stops by itself, as a cache does that"
                    + " is warm, the heap will be full soon. The usual reason is a leak.",
            "find the classes that fill the heap, in a class histogram, and compare it with one taken later",
            "plan a restart before it is full");
    static final Cause GC_OVERHEAD = Cause.of(
            "gc.overhead",
            Kind.SLOW,
            "garbage collection takes too much time",
            "Garbage collection stops the application for a large part of the time. Either the heap is nearly full of"
                    + " objects in use, or the application makes garbage faster than it should.",
            "see how full the heap is after each collection",
            "raise -Xmx if objects in use fill it; else find what allocates so much");
    static final Cause GC_PAUSE = Cause.of(
            "gc.pause",
            Kind.SLOW,
            "garbage collection took long",
            "A single garbage collection stopped the application for so long that callers timed out. The usual reasons"
                    + " are a nearly full heap, a large heap with a collector that stops for all of it, swapping, or too"
                    + " few processors.",
            "see how full the heap is, and whether the machine swaps",
            "use a collector with short pauses");
    static final Cause JVM_PAUSED = Cause.of(
            "jvm.paused",
            Kind.SLOW,
            "virtual machine stood still",
            "No thread of the process ran for a while, and not because of garbage collection: the container was"
                    + " throttled, the machine swapped, was overloaded or suspended, or the virtual machine stopped for a"
                    + " dump. Everything that was waiting timed out at once.",
            "see whether the container is throttled or the machine swaps",
            "see what else ran on the machine at that time");
    static final Cause UNWATCHED = Cause.of(
            "jvm.unwatched",
            Kind.UNKNOWN,
            "pauses are not watched",
            "No thread could be started to watch for pauses of the virtual machine.",
            "see whether the process has reached its limit of threads or memory");
    static final Cause METASPACE_HIGH = Cause.of(
            "metaspace.high",
            Kind.EXHAUSTED,
            "memory for classes is nearly full",
            "The memory that loaded classes take is near its limit. When it is full the next class cannot be loaded, and"
                    + " whatever needs it fails with an OutOfMemoryError.",
            "see which class loaders hold the classes",
            "raise -XX:MaxMetaspaceSize or -XX:CompressedClassSpaceSize, then restart");
    static final Cause CODE_CACHE_HIGH = Cause.of(
            "code-cache.high",
            Kind.EXHAUSTED,
            "space for compiled code is nearly full",
            "The virtual machine has hardly any room left for compiled code. When it is full, new code is interpreted"
                    + " and the application becomes slow.",
            "raise -XX:ReservedCodeCacheSize, then restart");
    static final Cause CODE_CACHE_FULL = Cause.of(
            "code-cache.full",
            Kind.EXHAUSTED,
            "code is no longer compiled",
            "There was no room left for compiled code, and the virtual machine has switched its compiler off. New code is"
                    + " interpreted, and the application becomes slower and slower.",
            "raise -XX:ReservedCodeCacheSize, then restart");
    static final Cause DIRECT_HIGH = Cause.of(
            "direct-buffers.high",
            Kind.EXHAUSTED,
            "memory for direct buffers is nearly full",
            "The memory outside the heap that direct byte buffers may take is near its limit. When it is full, network"
                    + " and file input and output fails with an OutOfMemoryError.",
            "see whether buffers are kept that should be released",
            "raise -XX:MaxDirectMemorySize, then restart");
    static final Cause THREADS_MANY = Cause.of(
            "threads.many",
            Kind.EXHAUSTED,
            "there are too many threads",
            "The process has so many threads that their stacks take much memory, and that it may reach a limit of the"
                    + " system, after which no thread can be started.",
            "see what they all do",
            "limit the pools that start them");
    static final Cause THREADS_GROWING = Cause.of(
            "threads.growing",
            Kind.EXHAUSTED,
            "there are ever more threads",
            "The number of threads grows and never comes back. The usual reason is an executor or a client that is made"
                    + " again and again and never closed.",
            "see by their names which threads there are so many of",
            "plan a restart before a limit is reached");
    static final Cause CONVOY = Cause.of(
            "threads.convoy",
            Kind.BLOCKED,
            "threads queue up for a lock",
            "Many threads wait for one lock, so that they work one after the other. What the holder of the lock does, or"
                    + " waits for, holds up all of them.",
            "see what the holder of the lock does",
            "hold the lock for less");
    static final Cause THREADS_HOT = Cause.of(
            "threads.hot",
            Kind.EXHAUSTED,
            "this process uses up its processors",
            "The threads of this process use nearly all of the processors it may use, so that everything in it takes"
                    + " longer.",
            "see which code uses them",
            "give it more processors, or it less work");
    static final Cause THREADS_UNMEASURED = Cause.of(
            "threads.unmeasured",
            Kind.UNKNOWN,
            "CPU time is not measured",
            "The virtual machine does not measure the CPU time of its process.",
            "leave the check out on this virtual machine");
    static final Cause THREADS_DIED = Cause.of(
            "threads.died",
            Kind.FAILING,
            "thread ended with an exception",
            "A thread of the application ended because nothing caught an exception. Its work is left undone; a consumer or"
                    + " a timer that died this way does nothing any more.",
            "find out what the thread did, and whether it still gets done",
            "catch and report exceptions in the thread's outermost loop");
    static final Cause THREADS_UNCOUNTED = Cause.of(
            "threads.uncounted",
            Kind.UNKNOWN,
            "uncaught exceptions cannot be counted",
            "The application keeps replacing the default handler of uncaught exceptions, so that they do not reach this"
                    + " library.",
            "set the default handler once, before the aggregator is built");
    static final Cause CLASSES_GROWING = Cause.of(
            "classes.growing",
            Kind.EXHAUSTED,
            "there are ever more classes",
            "The number of loaded classes grows and never comes back. The usual reasons are a leak of class loaders, or"
                    + " code that compiles scripts, templates or proxies at each request.",
            "see which class loaders hold the classes",
            "plan a restart before the metaspace or the memory of the container is full");

    private static final String HOT = "a process that uses up its processors";

    /** For the service loader. */
    public JvmCauses() {}

    @Override
    public List<Cause> causes() {
        return List.of(
                HEAP_EXHAUSTED,
                HEAP_HIGH,
                HEAP_UNBOUNDED,
                DEADLOCKED,
                HEAP_FILLING,
                GC_OVERHEAD,
                GC_PAUSE,
                JVM_PAUSED,
                UNWATCHED,
                METASPACE_HIGH,
                CODE_CACHE_HIGH,
                CODE_CACHE_FULL,
                DIRECT_HIGH,
                THREADS_MANY,
                THREADS_GROWING,
                CONVOY,
                THREADS_HOT,
                THREADS_UNMEASURED,
                THREADS_DIED,
                THREADS_UNCOUNTED,
                CLASSES_GROWING);
    }

    @Override
    public List<CauseLink> links() {
        return List.of(
                here(HEAP_EXHAUSTED, GC_OVERHEAD, "a full heap explains the time that collections take"),
                here(HEAP_EXHAUSTED, GC_PAUSE, "a full heap explains a long collection"),
                here(HEAP_EXHAUSTED, JVM_PAUSED, "a full heap explains a virtual machine that stands still"),
                here(HEAP_EXHAUSTED, THREADS_HOT, "collecting a full heap uses up the processors"),
                here(HEAP_HIGH, GC_OVERHEAD, "a filling heap explains the time that collections take"),
                here(HEAP_HIGH, GC_PAUSE, "a filling heap explains a long collection"),
                here(GC_OVERHEAD, GC_PAUSE, "a collector that cannot keep up explains a long collection"),
                here(GC_OVERHEAD, THREADS_HOT, "a collector that cannot keep up uses up the processors"),
                here(CLASSES_GROWING, METASPACE_HIGH, "ever more classes explain that the memory for them is full"),
                here(THREADS_GROWING, THREADS_MANY, "ever more threads explain that there are too many"),
                here(DEADLOCKED, CONVOY, "a deadlock explains a queue for its locks"),
                here(DEADLOCKED, THREADS_GROWING, "a deadlock explains ever more threads that wait"),
                here(CODE_CACHE_FULL, THREADS_HOT, "code that is interpreted uses up the processors"),
                here(THREADS_HOT, "cpu.high", HOT + " explains that hardly any CPU time is left"),
                here(THREADS_HOT, "cpu.throttled", HOT + " explains that its container is throttled"),
                here(THREADS_HOT, "cpu.pressure", HOT + " explains tasks that wait for CPU time"),
                here(THREADS_HOT, "cpu.load-high", HOT + " explains a high load"),
                slowHttp(HEAP_EXHAUSTED, "an exhausted heap explains slow HTTP"),
                slowHttp(GC_OVERHEAD, "garbage collection explains slow HTTP"),
                slowHttp(GC_PAUSE, "a long garbage collection explains slow HTTP"),
                slowHttp(JVM_PAUSED, "a virtual machine that stood still explains slow HTTP"),
                slowHttp(CODE_CACHE_FULL, "code that is interpreted explains slow HTTP"),
                slowHttp(DEADLOCKED, "a deadlock explains slow HTTP"),
                slowHttp(CONVOY, "a queue for a lock explains slow HTTP"),
                slowHttp(THREADS_HOT, HOT + " explains slow HTTP"));
    }

    private static CauseLink here(Cause cause, Cause effect, String words) {
        return here(cause, effect.code(), words);
    }

    private static CauseLink here(Cause cause, String effect, String words) {
        return CauseLink.sameHost(cause.code(), effect, words);
    }

    private static CauseLink slowHttp(Cause cause, String words) {
        return CauseLink.anywhere(cause.code(), "http.slow", words);
    }
}
