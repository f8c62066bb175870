package dev.vitals.jdbc.internal.blocking;

import dev.vitals.jdbc.internal.blocking.BlockingGraph.Root;
import dev.vitals.jdbc.internal.blocking.Participant.Waiting;
import dev.vitals.jdbc.internal.findings.Culprit;
import dev.vitals.probe.Remedy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that block and wait in one database server at one moment.
 *
 * @param participants every participant of the graph, by id
 * @param graph which of them block which
 * @param notes what a reader should know about what is missing; may be empty
 * @param remedies how to see more; may be empty
 */
public record LockPicture(
        Map<String, Participant> participants, BlockingGraph<String> graph, List<String> notes, List<Remedy> remedies) {
    /** Copies the collections. */
    public LockPicture {
        participants = Map.copyOf(participants);
        notes = List.copyOf(notes);
        remedies = List.copyOf(remedies);
    }

    Participant participant(String id) {
        Participant found = participants.get(id);
        if (found == null) {
            throw new IllegalArgumentException("no participant '" + id + "'");
        }
        return found;
    }

    Stream<Participant> waiting() {
        return participants.values().stream().filter(one -> one.waiting().isPresent());
    }

    /** The longest of the waits that are not hidden; empty when all are. */
    Optional<Duration> longestWait() {
        return waiting().flatMap(one -> waited(one).stream()).max(Comparator.naturalOrder());
    }

    /** Whether no wait is hidden, so that being within limits means something. */
    boolean waitsKnown() {
        return waiting().allMatch(one -> waited(one).isPresent());
    }

    /** The change of a table that has waited longest. */
    Optional<Participant> schemaChange() {
        return waiting()
                .filter(one -> one.waiting().filter(Waiting::schemaChange).isPresent())
                .max(Comparator.comparing(one -> waited(one).orElse(Duration.ZERO)));
    }

    /**
     * Returns what stands in the way of later statements on the tables that a session waits to change.
     *
     * @return the roots, and the change itself
     */
    public List<Participant> inTheWay() {
        List<Participant> all = new ArrayList<>();
        graph.roots().forEach(root -> root.members().forEach(id -> all.add(participant(id))));
        schemaChange().filter(change -> !all.contains(change)).ifPresent(all::add);
        return all;
    }

    /** The roots that hold up others, the worst first. One that nothing waits for only lacks a known blocker. */
    List<Culprit> culprits() {
        return graph.roots().stream()
                .filter(root -> root.blocked() > 0)
                .map(Root::members)
                .flatMap(List::stream)
                .flatMap(id -> participant(id).identity().culprit().stream())
                .toList();
    }

    static Optional<Duration> waited(Participant participant) {
        return participant.waiting().flatMap(Waiting::waited);
    }
}
