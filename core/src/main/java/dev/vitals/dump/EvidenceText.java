package dev.vitals.dump;

import dev.vitals.probe.Evidence;
import dev.vitals.probe.Evidence.Node;

/** Writes evidence whole. */
final class EvidenceText {
    private static final int DEEPEST = 50;

    private EvidenceText() {}

    static void write(SectionOut out, Evidence evidence) {
        out.line("  " + evidence.title());
        if (evidence instanceof Evidence.Table table) {
            out.line("    " + String.join(" | ", table.columns()));
            table.rows().forEach(row -> out.line("    " + String.join(" | ", row)));
        } else if (evidence instanceof Evidence.Tree tree) {
            tree.roots().forEach(node -> node(out, node, 1));
        } else if (evidence instanceof Evidence.Text text) {
            text.lines().forEach(line -> out.line("    " + line));
        }
    }

    private static void node(SectionOut out, Node node, int depth) {
        String fields = node.fields().isEmpty() ? "" : "  " + node.fields();
        out.line("  ".repeat(depth + 1) + node.text() + fields);
        if (depth < DEEPEST) {
            node.children().forEach(child -> node(out, child, depth + 1));
        }
    }
}
