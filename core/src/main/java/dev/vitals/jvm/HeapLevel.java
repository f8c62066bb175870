package dev.vitals.jvm;

import java.time.Duration;

/**
 * How full the heap is, or the part of it where long-lived objects stay.
 *
 * @param alive the bytes that a collection would leave, at most
 * @param max the most bytes there may be; positive
 * @param settled whether collections have shown it; before, {@code alive} counts garbage too
 * @param age how long ago, at least, the collection was that showed it; zero where that is not known
 */
record HeapLevel(long alive, long max, boolean settled, Duration age) {
    /** With a heap as good as full, whatever allocates makes the old generation be collected within minutes. */
    private static final Duration OLD = Duration.ofMinutes(10);

    double ratio() {
        return (double) alive / max;
    }

    /** Whether nothing has needed a collection for so long that most of it may be garbage by now, as after a batch. */
    boolean old() {
        return age.compareTo(OLD) >= 0;
    }
}
