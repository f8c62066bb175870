package dev.vitals.jdbc.internal.blocking;

import dev.vitals.jdbc.internal.blocking.BlockingGraph.Line;
import dev.vitals.jdbc.internal.blocking.BlockingGraph.Root;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Says for programs what a line says for people. The members of a cycle have one line, whose fields name them all and say
 * nothing else of each.
 *
 * @param picture holds the participants
 */
record LineFields(LockPicture picture) {
    Map<String, String> root(Root<String> root) {
        Map<String, String> fields = new LinkedHashMap<>(members(root.members()));
        fields.put("blocks", Integer.toString(root.blocked()));
        return fields;
    }

    Map<String, String> line(Line<String> line, List<String> blockers) {
        Map<String, String> fields = new LinkedHashMap<>(members(line.members()));
        List<String> all =
                Stream.concat(blockers.stream(), line.alsoWaitsFor().stream()).toList();
        fields.put("blocked_by", String.join(",", all));
        return fields;
    }

    private Map<String, String> members(List<String> ids) {
        return ids.size() == 1 ? picture.participant(ids.get(0)).fields() : Map.of("cycle", String.join(",", ids));
    }
}
