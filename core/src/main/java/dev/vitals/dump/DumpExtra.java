package dev.vitals.dump;

import java.time.Duration;

/**
 * What a dump holds only if it is asked for, since it stops the application for longer than a moment or takes much room.
 * The numbers are from a heap of 560 MiB alive and 1,000 threads.
 *
 * @since 0.1.0
 */
public enum DumpExtra {
    /** All threads as the virtual machine prints them, with its own: 30 to 70 ms, the application stands meanwhile. */
    THREAD_PRINT(false, Duration.ofSeconds(5)),
    /** Virtual threads, from Java 21 on: at most 20 MiB of them, and nothing stands. */
    VIRTUAL_THREADS(false, Duration.ofSeconds(5)),
    /** The threads that the kernel knows, those of native libraries included, with state and processor time; nothing stands. */
    NATIVE_THREADS(false, Duration.ofSeconds(5)),
    /** Metaspace and the class loaders with what each has loaded: the application stands for up to 10 ms. */
    CLASS_LOADERS(false, Duration.ofSeconds(5)),
    /** All that the virtual machine says of itself, the map of its memory included: the application stands for up to 10 ms. */
    VM_INFO(false, Duration.ofSeconds(5)),
    /** The 200 largest classes, garbage included: the application stands for 0.2 to 0.9 s. */
    CLASS_HISTOGRAM(false, Duration.ofSeconds(10)),
    /** The same without garbage, which takes a full collection: the application stands for 0.6 to 3 s. */
    LIVE_HISTOGRAM(true, Duration.ofSeconds(30)),
    /**
     * The heap, in a file beside the bundle and never inside, since it holds every secret there is: the application stands
     * for 2 to 3 s. Only where there is room for it and a tenth of the file system besides; the one before is deleted.
     */
    HEAP_DUMP(true, Duration.ofMinutes(2)),
    /**
     * What the flight recordings hold that are running, in a file beside the bundle and never inside, since they may hold
     * environment and arguments: the application stands for 50 ms. Only where 100 MiB are free, there and where the recorder
     * keeps its data, as one that finds no room ends the virtual machine; the one before is deleted.
     */
    FLIGHT_RECORDING(true, Duration.ofSeconds(20)),
    /**
     * A flight recording of ten seconds with the JDK's settings, without environment and arguments unless another recording
     * has them; the dump takes as much longer. To set the recorder up stops the application for up to 80 ms, once. Only
     * where 1 GiB is free, as above; the one before is deleted.
     */
    NEW_FLIGHT_RECORDING(true, FlightFile.LENGTH.plusSeconds(30));

    private final boolean confirmed;
    private final Duration timeout;

    DumpExtra(boolean confirmed, Duration timeout) {
        this.confirmed = confirmed;
        this.timeout = timeout;
    }

    /**
     * Returns whether it is left out unless the request is {@link DumpRequest#confirmed}.
     *
     * @return whether it must be confirmed
     */
    public boolean needsConfirmation() {
        return confirmed;
    }

    Duration timeout() {
        return timeout;
    }
}
