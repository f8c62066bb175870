package dev.vitals.format;

import dev.vitals.probe.Status;
import dev.vitals.report.CheckReport;
import dev.vitals.report.HistoryEntry;
import java.util.EnumMap;
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
        lines(history)
                .forEach((status, path) ->
                        html.in("path", "class", status.name(), "d", path).end());
        html.end();
    }

    /** Runs of one status become one dashed line, which keeps the page small. */
    private static Map<Status, String> lines(List<HistoryEntry> history) {
        Map<Status, String> lines = new EnumMap<>(Status.class);
        int first = CELLS - history.size();
        int start = 0;
        for (int i = 1; i <= history.size(); i++) {
            Status status = history.get(start).status();
            if (i == history.size() || history.get(i).status() != status) {
                lines.merge(status, "M" + (first + start) * STEP + " 5H" + (first + i) * STEP, String::concat);
                start = i;
            }
        }
        return lines;
    }

    private static String title(List<HistoryEntry> history) {
        Map<Status, Integer> counts = new EnumMap<>(Status.class);
        history.forEach(entry -> counts.merge(entry.status(), 1, Integer::sum));
        StringBuilder title = new StringBuilder("last " + history.size() + " results:");
        counts.forEach(
                (status, count) -> title.append(' ').append(count).append(' ').append(status));
        return title.toString();
    }
}
