package dev.vitals.format;

import dev.vitals.probe.Evidence;
import dev.vitals.probe.Evidence.Node;
import dev.vitals.text.Keys;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** One piece of evidence as {@link JsonFormat} describes it. */
final class EvidenceJson {
    /** Far below the depth that parsers of JSON allow. */
    private static final int DEEPEST = 50;

    private EvidenceJson() {}

    static void write(Json json, Evidence evidence) throws IOException {
        json.field("title", evidence.title());
        if (evidence instanceof Evidence.Text text) {
            json.strings("lines", text.lines());
        } else if (evidence instanceof Evidence.Table table) {
            table(json, table);
        } else if (evidence instanceof Evidence.Tree tree) {
            nodes(json, "tree", tree.roots(), 1);
        }
    }

    private static void table(Json json, Evidence.Table table) throws IOException {
        Keys keys = new Keys();
        List<String> columns = table.columns().stream().map(keys::take).toList();
        json.strings("columns", columns).objects("rows", table.rows(), (row, cells) -> row(row, columns, cells));
    }

    /** A cell with nothing in it is left out. */
    private static void row(Json json, List<String> columns, List<String> cells) throws IOException {
        for (int i = 0; i < columns.size(); i++) {
            if (!cells.get(i).isBlank()) {
                json.field(columns.get(i), cells.get(i));
            }
        }
    }

    private static void nodes(Json json, String name, List<Node> nodes, int depth) throws IOException {
        json.objects(name, depth > DEEPEST ? List.of() : nodes, (node, item) -> {
            node.field("text", item.text());
            if (!item.fields().isEmpty()) {
                node.object("fields", fields -> fields(fields, item.fields()));
            }
            nodes(node, "children", item.children(), depth + 1);
        });
    }

    private static void fields(Json json, Map<String, String> fields) throws IOException {
        Keys keys = new Keys();
        for (Map.Entry<String, String> field : fields.entrySet()) {
            json.field(keys.take(field.getKey()), field.getValue());
        }
    }
}
