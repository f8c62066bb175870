package dev.vitals.format;

import dev.vitals.probe.Evidence;
import dev.vitals.probe.Evidence.Node;
import java.io.IOException;
import java.util.List;

/** One piece of evidence as {@link JsonFormat} describes it. */
final class EvidenceJson {
    /** Far below what parsers of JSON allow. */
    private static final int DEEPEST = 50;

    private EvidenceJson() {}

    static void write(Json json, Evidence evidence) throws IOException {
        json.field("title", evidence.title());
        if (evidence instanceof Evidence.Text text) {
            json.strings("lines", text.lines());
        } else if (evidence instanceof Evidence.Table table) {
            json.strings("columns", table.columns()).rows("rows", table.rows());
        } else if (evidence instanceof Evidence.Tree tree) {
            nodes(json, "tree", tree.roots(), 1);
        }
    }

    private static void nodes(Json json, String name, List<Node> nodes, int depth) throws IOException {
        json.objects(name, depth > DEEPEST ? List.of() : nodes, (node, item) -> {
            node.field("text", item.text());
            nodes(node, "children", item.children(), depth + 1);
        });
    }
}
