package dev.vitals.jvm;

/**
 * How full the heap is, or the part of it where long-lived objects stay.
 *
 * @param alive the bytes that a collection would leave, at most
 * @param max the most bytes there may be; positive
 * @param settled whether collections have shown it; before, {@code alive} counts garbage too
 */
record HeapLevel(long alive, long max, boolean settled) {
    double ratio() {
        return (double) alive / max;
    }
}
