package dev.vitals.jdbc.internal.blocking;

import dev.vitals.jdbc.internal.blocking.BlockingGraph.Line;
import dev.vitals.jdbc.internal.blocking.BlockingGraph.Root;
import dev.vitals.jdbc.internal.blocking.Participant.Waiting;
import dev.vitals.probe.Quantities;
import dev.vitals.text.Clean;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes one participant, or several in a cycle, on one line. */
final class LineText {
    private static final int STATEMENT = 120;
    private static final int CYCLE = 600;
    private static final int ALSO = 5;

    private final LockPicture picture;

    LineText(LockPicture picture) {
        this.picture = picture;
    }

    String root(Root<String> root) {
        if (root.members().size() > 1) {
            return cycle(root.members()) + "  blocks " + root.blocked();
        }
        Participant one = picture.participant(root.members().get(0));
        String statement = one.statement().isEmpty() ? "" : "last: " + one.statement();
        String blocks = root.blocked() == 0 ? "" : "blocks " + root.blocked();
        return joined(one.label(), one.client().words(), one.doing().words(), waits(one), blocks, statement);
    }

    String line(Line<String> line, List<String> blockers) {
        String also = line.alsoWaitsFor().isEmpty() ? "" : "also waits for " + few(line.alsoWaitsFor());
        if (line.members().size() > 1) {
            return joined(cycle(line.members()), also);
        }
        Participant one = picture.participant(line.members().get(0));
        return joined(
                one.id(),
                one.client().words(),
                waits(one),
                Clean.line(one.statement(), STATEMENT),
                queued(blockers),
                also);
    }

    private String cycle(List<String> members) {
        String each = members.stream()
                .map(picture::participant)
                .map(one -> one.label() + " " + one.client().words() + " " + waits(one))
                .limit(ALSO)
                .collect(Collectors.joining("; "));
        return "cycle of " + members.size()
                + ", which the server ends at its deadlock timeout, or else at that of the locks: "
                + Clean.line(each, CYCLE);
    }

    /** A session that waits for another waiter is queued behind a lock that has not been granted yet. */
    private String queued(List<String> blockers) {
        Optional<Participant> change = blockers.stream()
                .map(picture::participant)
                .filter(one -> one.waiting().filter(Waiting::schemaChange).isPresent())
                .findFirst();
        return change.map(one -> "(queued behind the "
                        + one.waiting().map(Waiting::mode).orElse("") + " that " + one.id() + " waits for)")
                .orElse("");
    }

    private static String waits(Participant participant) {
        return participant.waiting().map(LineText::waits).orElse("");
    }

    private static String waits(Waiting waiting) {
        String time = waiting.waited()
                .map(waited -> " " + Quantities.duration(waited))
                .orElse("");
        return "waits" + time + "  " + waiting.lock();
    }

    private static String few(List<String> ids) {
        String listed = ids.stream().limit(ALSO).collect(Collectors.joining(", "));
        return ids.size() > ALSO ? listed + " and " + (ids.size() - ALSO) + " more" : listed;
    }

    private static String joined(String... parts) {
        return Stream.of(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining("  "));
    }
}
