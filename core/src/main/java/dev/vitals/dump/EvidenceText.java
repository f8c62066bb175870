package dev.vitals.dump;

import dev.vitals.probe.Evidence;
import dev.vitals.probe.Evidence.Node;
import java.util.ArrayList;
import java.util.List;

/** Writes evidence whole. */
final class EvidenceText {
    private static final int DEEPEST = 50;

    private EvidenceText() {}

    static void write(SectionOut out, Evidence evidence) {
        lines(evidence, true).forEach(line -> out.line("  " + line));
    }

    /** The title, and below it all the rest; raw. The fields of a tree's nodes say again what their texts do. */
    static List<String> lines(Evidence evidence, boolean fields) {
        List<String> lines = new ArrayList<>();
        lines.add(evidence.title());
        if (evidence instanceof Evidence.Table table) {
            lines.add("  " + String.join(" | ", table.columns()));
            table.rows().forEach(row -> lines.add("  " + String.join(" | ", row)));
        } else if (evidence instanceof Evidence.Tree tree) {
            tree.roots().forEach(node -> node(lines, node, 1, fields));
        } else if (evidence instanceof Evidence.Text text) {
            text.lines().forEach(line -> lines.add("  " + line));
        }
        return lines;
    }

    private static void node(List<String> lines, Node node, int depth, boolean fields) {
        String also = fields && !node.fields().isEmpty() ? "  " + node.fields() : "";
        lines.add("  ".repeat(depth) + node.text() + also);
        if (depth < DEEPEST) {
            node.children().forEach(child -> node(lines, child, depth + 1, fields));
        }
    }
}
