package dev.vitals.format;

import dev.vitals.probe.Observation;
import dev.vitals.report.HistoryEntry;
import java.util.List;
import java.util.OptionalDouble;

/** The last values of an observation as a line, oldest first; where nothing was observed the line is broken. */
final class HtmlSpark {
    private static final int CELLS = 50;
    private static final int STEP = 1;
    private static final int HEIGHT = 12;
    private static final int MARGIN = 1;

    private final List<HistoryEntry> history;
    private final Observation number;
    private double least = Double.POSITIVE_INFINITY;
    private double most = Double.NEGATIVE_INFINITY;
    private int seen;

    private HtmlSpark(List<HistoryEntry> history, Observation number) {
        this.history = history;
        this.number = number;
        for (HistoryEntry entry : history) {
            OptionalDouble value = entry.value(number.name());
            if (value.isPresent()) {
                seen++;
                least = Math.min(least, value.getAsDouble());
                most = Math.max(most, value.getAsDouble());
            }
        }
    }

    /** Writes nothing where there is no line to draw. */
    static void write(Html html, List<HistoryEntry> history, Observation number) {
        HtmlSpark spark = new HtmlSpark(history, number);
        if (spark.seen < 2) {
            return;
        }
        html.in("svg", "class", "k", "viewBox", "0 0 " + CELLS * STEP + " " + HEIGHT, "role", "img");
        html.of("title", spark.title());
        html.closed("path", "d", spark.line()).end();
    }

    private String title() {
        String range = least == most
                ? number.unit().show(least)
                : number.unit().show(least) + " to " + number.unit().show(most);
        return range + ", last " + seen;
    }

    /** Steps are relative and level stretches are one step, which keeps the page small. */
    private String line() {
        StringBuilder line = new StringBuilder();
        int before = -1;
        int level = 0;
        for (int i = 0; i < history.size(); i++) {
            OptionalDouble value = history.get(i).value(number.name());
            int y = value.isPresent() ? height(value.getAsDouble()) : -1;
            if (y >= 0 && y == before) {
                level += STEP;
                continue;
            }
            level = flush(line, level);
            if (y >= 0 && before >= 0) {
                int rise = y - before;
                line.append('l').append(STEP).append(rise < 0 ? "" : " ").append(rise);
            } else if (y >= 0) {
                line.append('M')
                        .append((CELLS - history.size() + i) * STEP)
                        .append(' ')
                        .append(y);
            }
            before = y;
        }
        flush(line, level);
        return line.toString();
    }

    private static int flush(StringBuilder line, int level) {
        if (level > 0) {
            line.append('h').append(level);
        }
        return 0;
    }

    private int height(double value) {
        double share = most == least ? 0.5 : (value - least) / (most - least);
        return (int) Math.round(HEIGHT - MARGIN - share * (HEIGHT - 2 * MARGIN));
    }
}
