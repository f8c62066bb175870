package dev.vitals.errors;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** The latest events; a new one takes the place of the oldest. Without locks. */
final class Ring {
    private static final int SIZE = 256;

    private final AtomicReferenceArray<Numbered> slots = new AtomicReferenceArray<>(SIZE);
    private final AtomicLong next = new AtomicLong();

    void add(ErrorEvent event) {
        long number = next.getAndIncrement();
        slots.set((int) (number % SIZE), new Numbered(number, event));
    }

    /** Returns the events in the order in which they came. */
    List<ErrorEvent> events() {
        List<Numbered> found = new ArrayList<>();
        for (int i = 0; i < SIZE; i++) {
            Numbered slot = slots.get(i);
            if (slot != null) {
                found.add(slot);
            }
        }
        found.sort((one, other) -> Long.compare(one.number, other.number));
        return found.stream().map(Numbered::event).toList();
    }

    private record Numbered(long number, ErrorEvent event) {}
}
