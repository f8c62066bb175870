package dev.vitals.jdbc;

import dev.vitals.probe.Evidence;
import dev.vitals.probe.Result;
import java.util.ArrayList;
import java.util.List;

/** Lays a tree out as lines, two spaces a level. */
final class Trees {
    private Trees() {}

    static List<String> lines(Result result) {
        List<String> lines = new ArrayList<>();
        for (Evidence evidence : result.evidence()) {
            if (evidence instanceof Evidence.Tree tree) {
                tree.roots().forEach(root -> add(root, "", lines));
            }
        }
        return lines;
    }

    private static void add(Evidence.Node node, String indent, List<String> lines) {
        lines.add(indent + node.text());
        node.children().forEach(child -> add(child, indent + "  ", lines));
    }
}
