package dev.vitals.jdbc.internal.blocking;

import dev.vitals.jdbc.internal.blocking.BlockingGraph.Line;
import dev.vitals.jdbc.internal.blocking.BlockingGraph.Root;
import dev.vitals.jdbc.internal.text.Words;
import dev.vitals.probe.Quantities;
import java.util.List;

/** Says what a picture shows, in one line. */
final class LockWords {
    private LockWords() {}

    static String summary(LockPicture picture) {
        List<Root<String>> roots = picture.graph().roots();
        Root<String> worst = roots.get(0);
        String culprit = culprit(picture, worst);
        String longest = picture.waitsKnown() || !picture.longestWait().isZero()
                ? ", longest wait " + Quantities.duration(picture.longestWait())
                : ", for how long is hidden";
        if (worst.blocked() == 0) {
            return culprit + " waits for somebody the server does not name" + longest;
        }
        return roots.size() == 1
                ? culprit + " blocks " + Words.count(worst.blocked(), "session") + longest
                : roots.size() + " roots block " + Words.count(blocked(picture), "session") + longest + "; worst: "
                        + culprit + " blocks " + worst.blocked();
    }

    /** Everybody who waits, but for those at a root, whose blocker is not known. */
    private static int blocked(LockPicture picture) {
        long waitingRoots = picture.graph().roots().stream()
                .filter(root -> root.members().size() == 1)
                .filter(root ->
                        picture.participant(root.members().get(0)).waiting().isPresent())
                .count();
        return picture.graph().waiting() - (int) waitingRoots;
    }

    /** What a waiting change of a table means for everybody else. */
    static String schemaChange(LockPicture picture, Participant change) {
        int queued = queuedBehind(picture, change.id());
        return change.label() + " has waited " + Quantities.duration(LockPicture.waited(change))
                + " to change a table; whoever comes for that table now queues behind it, readers too ("
                + (queued == 0 ? "nobody yet" : queued + " so far") + ")";
    }

    private static String culprit(LockPicture picture, Root<String> root) {
        if (root.members().size() > 1) {
            return "a cycle of " + root.members().size() + " sessions";
        }
        Participant one = picture.participant(root.members().get(0));
        String details = (one.who() + " " + one.doing()).strip();
        return one.label() + (details.isEmpty() ? "" : " (" + details + ")");
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
