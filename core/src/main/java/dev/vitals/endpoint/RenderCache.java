package dev.vitals.endpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps answers for as long as their source is the identical object. Reading takes no lock.
 *
 * <p>Of two threads that miss at once each renders, and either answer is kept.
 */
final class RenderCache {
    /** Far above the handful of questions a running system asks; reached only by inventing new ones. */
    private static final int MAX_ENTRIES = 64;

    /** The oldest first. So few that going through them costs less than a hash of a question. */
    private volatile Entry[] entries = {};

    HealthResponse get(Object question, Object source, Supplier<HealthResponse> rendering) {
        HealthResponse known = find(question, source);
        if (known != null) {
            return known;
        }
        HealthResponse answer = rendering.get();
        keep(new Entry(question, source, answer));
        return answer;
    }

    /** Returns the answer that is kept, else null. */
    // Identity is the point: comparing reports would cost more than writing one.
    @SuppressWarnings("ReferenceEquality")
    @Nullable
    HealthResponse find(Object question, Object source) {
        for (Entry entry : entries) {
            if (entry.source == source && entry.question.equals(question)) {
                return entry.answer;
            }
        }
        return null;
    }

    private synchronized void keep(Entry entry) {
        List<Entry> kept = new ArrayList<>(List.of(entries));
        kept.removeIf(one -> one.question.equals(entry.question));
        if (kept.size() == MAX_ENTRIES) {
            kept.remove(0);
        }
        kept.add(entry);
        entries = kept.toArray(Entry[]::new);
    }

    int size() {
        return entries.length;
    }

    /** Its source is compared by identity only, so not a record. */
    private static final class Entry {
        private final Object question;
        private final Object source;
        private final HealthResponse answer;

        private Entry(Object question, Object source, HealthResponse answer) {
            this.question = question;
            this.source = source;
            this.answer = answer;
        }
    }
}
