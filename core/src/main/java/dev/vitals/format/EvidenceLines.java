package dev.vitals.format;

import dev.vitals.probe.Evidence;
import dev.vitals.probe.Evidence.Node;
import java.util.ArrayList;
import java.util.List;

/** Writes evidence as lines: text as it is, tables in columns, trees with branches drawn. */
final class EvidenceLines {
    private static final int WIDEST_CELL = 60;
    private static final int DEEPEST = 50;

    private EvidenceLines() {}

    /** Returns at most {@code max} lines, and one that counts the rest. */
    static List<String> of(Evidence evidence, int max) {
        List<String> all = all(evidence);
        if (all.size() <= max) {
            return all;
        }
        List<String> shown = new ArrayList<>(all.subList(0, max));
        shown.add("… and " + (all.size() - max) + " more");
        return shown;
    }

    /** Returns the first of the evidence, each in few words, for where there is no room for all of it. */
    static List<String> brief(Evidence evidence) {
        if (evidence instanceof Evidence.Table table) {
            return table.rows().stream().map(row -> String.join(" ", row)).toList();
        }
        if (evidence instanceof Evidence.Tree tree) {
            return tree.roots().stream().map(Node::text).toList();
        }
        return ((Evidence.Text) evidence).lines();
    }

    private static List<String> all(Evidence evidence) {
        if (evidence instanceof Evidence.Table table) {
            return table(table);
        }
        if (evidence instanceof Evidence.Tree tree) {
            return tree(tree);
        }
        return ((Evidence.Text) evidence).lines().stream().map(Line::clean).toList();
    }

    private static List<String> table(Evidence.Table table) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(table.columns());
        rows.addAll(table.rows());
        int[] widths = new int[table.columns().size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], Line.widthOf(cell(row, i)));
            }
        }
        return rows.stream().map(row -> row(row, widths)).toList();
    }

    private static String row(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = cell(row, i);
            line.append(cell).append(" ".repeat(widths[i] - Line.widthOf(cell) + 2));
        }
        return line.toString().stripTrailing();
    }

    private static String cell(List<String> row, int column) {
        String cell = Line.clean(row.get(column));
        // The last column has the rest of the line to itself.
        return column == row.size() - 1 ? cell : Line.cut(cell, WIDEST_CELL);
    }

    private static List<String> tree(Evidence.Tree tree) {
        List<String> lines = new ArrayList<>();
        for (Node root : tree.roots()) {
            lines.add(Line.clean(root.text()));
            branches(root, "", lines, 1);
        }
        return lines;
    }

    private static void branches(Node parent, String indent, List<String> lines, int depth) {
        if (depth > DEEPEST) {
            return;
        }
        for (int i = 0; i < parent.children().size(); i++) {
            boolean last = i == parent.children().size() - 1;
            Node child = parent.children().get(i);
            lines.add(indent + (last ? "└─ " : "├─ ") + Line.clean(child.text()));
            branches(child, indent + (last ? "   " : "│  "), lines, depth + 1);
        }
    }
}
