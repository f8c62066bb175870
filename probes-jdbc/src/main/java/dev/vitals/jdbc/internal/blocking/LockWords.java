package dev.vitals.jdbc.internal.blocking;

import dev.vitals.jdbc.internal.blocking.BlockingGraph.Line;
import dev.vitals.jdbc.internal.blocking.BlockingGraph.Root;
import dev.vitals.probe.Quantities;
import dev.vitals.text.Plural;
import java.util.List;

/** Says what a picture shows, in one line. */
final class LockWords {
    private LockWords() {}

    static String summary(LockPicture picture) {
        List<Root<String>> roots = picture.graph().roots();
        Root<String> worst = roots.get(0);
        String culprit = culprit(picture, worst);
        String longest = picture.longestWait()
                .map(wait -> ", longest wait " + Quantities.duration(wait))
                .orElse(", for how long is hidden");
        if (worst.blocked() == 0) {
            return culprit + " waits for a session that the server does not name" + longest;
        }
        return roots.size() == 1
                ? culprit + " blocks " + Plural.of(worst.blocked(), "session") + longest
                : roots.size() + " roots block " + Plural.of(blocked(picture), "session") + longest + "; worst: "
                        + culprit + " blocks " + worst.blocked();
    }

    /** All that wait, except roots whose blocker is not known. */
    private static int blocked(LockPicture picture) {
        long waitingRoots = picture.graph().roots().stream()
                .filter(root -> root.members().size() == 1)
                .filter(root ->
                        picture.participant(root.members().get(0)).waiting().isPresent())
                .count();
        return picture.graph().waiting() - (int) waitingRoots;
    }

    /** What a waiting change of a table means for every other session. */
    static String schemaChange(LockPicture picture, Participant change) {
        int queued = queuedBehind(picture, change.id());
        String waited = LockPicture.waited(change)
                .map(time -> " has waited " + Quantities.duration(time))
                .orElse(" waits");
        return change.label() + waited
                + " to change a table; every later statement on it queues behind, readers too ("
                + (queued == 0 ? "none yet" : queued + " so far") + ")";
    }

    private static String culprit(LockPicture picture, Root<String> root) {
        return root.members().size() > 1
                ? "a cycle of " + root.members().size() + " sessions"
                : picture.participant(root.members().get(0)).description();
    }

    private static int queuedBehind(LockPicture picture, String id) {
        int queued = 0;
        for (Root<String> root : picture.graph().roots()) {
            int depth = root.members().contains(id) ? 0 : Integer.MAX_VALUE;
            for (Line<String> line : root.lines()) {
                if (line.members().contains(id)) {
                    depth = line.depth();
                } else if (line.depth() > depth) {
                    queued += line.members().size();
                } else {
                    depth = Integer.MAX_VALUE;
                }
            }
        }
        return queued;
    }
}
