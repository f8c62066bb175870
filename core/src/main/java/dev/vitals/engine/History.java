package dev.vitals.engine;

import dev.vitals.report.HistoryEntry;
import java.util.List;

/** The last results of a check, newest last. Immutable. */
record History(List<HistoryEntry> entries) {
    static final int LENGTH = 50;
    static final History EMPTY = new History(List.of());

    History plus(HistoryEntry entry) {
        int kept = Math.min(entries.size(), LENGTH - 1);
        HistoryEntry[] longer =
                entries.subList(entries.size() - kept, entries.size()).toArray(new HistoryEntry[kept + 1]);
        longer[kept] = entry;
        // Such a list is not copied again by each report that shows it.
        return new History(List.of(longer));
    }
}
