package dev.vitals.format;

import dev.vitals.probe.Status;
import dev.vitals.report.CheckReport;
import dev.vitals.report.HistoryEntry;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The last 50 results of a check as a strip of cells, oldest first; what there is no result for stays empty. */
final class HtmlStrip {
    private static final int CELLS = 50;
    private static final int STEP = 5;

    private HtmlStrip() {}

    static void write(Html html, CheckReport check) {
        List<HistoryEntry> history = check.history();
        if (history.isEmpty()) {
            return;
        }
        html.in("svg", "class", "h", "viewBox", "0 0 " + CELLS * STEP + " 10", "role", "img");
        html.of("title", title(history));
        lines(history).forEach((status, path) -> html.closed("path", "class", status.name(), "d", path));
        html.end();
    }

    /** The most frequent status is a line all along, and the others lie on it: that keeps the page small. */
    private static Map<Status, String> lines(List<HistoryEntry> history) {
        Map<Status, String> lines = new LinkedHashMap<>();
        int first = CELLS - history.size();
        Status most = Collections.max(counts(history).entrySet(), Map.Entry.comparingByValue())
                .getKey();
        lines.put(most, "M" + first * STEP + " 5H" + CELLS * STEP);
        int start = 0;
        for (int i = 1; i <= history.size(); i++) {
            Status status = history.get(start).status();
            if (i == history.size() || history.get(i).status() != status) {
                if (status != most) {
                    lines.merge(status, "M" + (first + start) * STEP + " 5H" + (first + i) * STEP, String::concat);
                }
                start = i;
            }
        }
        return lines;
    }

    private static Map<Status, Integer> counts(List<HistoryEntry> history) {
        Map<Status, Integer> counts = new EnumMap<>(Status.class);
        history.forEach(entry -> counts.merge(entry.status(), 1, Integer::sum));
        return counts;
    }

    private static String title(List<HistoryEntry> history) {
        StringBuilder title = new StringBuilder("last " + history.size() + ":");
        counts(history)
                .forEach((status, count) ->
                        title.append(' ').append(count).append(' ').append(status));
        return title.toString();
    }
}
