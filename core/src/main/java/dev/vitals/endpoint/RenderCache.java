package dev.vitals.endpoint;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * Keeps answers for as long as what they are made from is the identical object. Reading takes no lock.
 *
 * <p>Of two threads that miss at once each renders, and either answer is kept.
 */
final class RenderCache {
    /** Far above the handful of questions a running system asks; reached only by inventing new ones. */
    private static final int MAX_ENTRIES = 64;

    private final ConcurrentMap<Object, Entry> entries = new ConcurrentHashMap<>();

    // Identity is the point: comparing reports would cost more than writing one.
    @SuppressWarnings("ReferenceEquality")
    HealthResponse get(Object question, Object source, Supplier<HealthResponse> rendering) {
        Entry known = entries.get(question);
        if (known != null && known.source == source) {
            return known.answer;
        }
        HealthResponse answer = rendering.get();
        if (known == null && entries.size() >= MAX_ENTRIES) {
            entries.clear();
        }
        entries.put(question, new Entry(source, answer));
        return answer;
    }

    int size() {
        return entries.size();
    }

    /** Compared by identity only, so not a record. */
    private static final class Entry {
        private final Object source;
        private final HealthResponse answer;

        private Entry(Object source, HealthResponse answer) {
            this.source = source;
            this.answer = answer;
        }
    }
}
