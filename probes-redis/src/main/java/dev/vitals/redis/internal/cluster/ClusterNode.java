package dev.vitals.redis.internal.cluster;

import dev.vitals.probe.Evidence;
import dev.vitals.redis.internal.resp.Reply;
import dev.vitals.remote.Remote;
import dev.vitals.text.Clean;
import java.util.Arrays;
import java.util.List;

/** A line of {@code CLUSTER NODES}. */
record ClusterNode(Remote address, String flags, String slots) {
    private static final int FIRST_SLOTS = 8;
    private static final int LONGEST = 80;

    static List<ClusterNode> failing(Reply reply) {
        return reply instanceof Reply.Text text
                ? text.value()
                        .lines()
                        .map(line -> line.split(" "))
                        .filter(words -> words.length >= FIRST_SLOTS)
                        .filter(words -> Arrays.stream(words[2].split(","))
                                .anyMatch(flag -> flag.equals("fail") || flag.equals("fail?")))
                        .map(ClusterNode::of)
                        .toList()
                : List.of();
    }

    private static ClusterNode of(String... words) {
        String address = words[1].split("[@,]", 2)[0];
        int colon = address.lastIndexOf(':');
        String port = address.substring(colon + 1);
        boolean known = colon > 0 && port.matches("[1-9][0-9]{0,4}");
        String slots = String.join(" ", Arrays.asList(words).subList(FIRST_SLOTS, words.length));
        return new ClusterNode(
                known ? Remote.of(address.substring(0, colon), Integer.parseInt(port)) : Remote.UNKNOWN,
                Clean.line(words[2], LONGEST),
                Clean.line(slots, LONGEST));
    }

    static Evidence table(List<ClusterNode> nodes) {
        return new Evidence.Table(
                "nodes that do not answer",
                List.of("node", "flags", "slots"),
                nodes.stream()
                        .map(node -> List.of(node.address().toString(), node.flags(), node.slots()))
                        .toList());
    }
}
