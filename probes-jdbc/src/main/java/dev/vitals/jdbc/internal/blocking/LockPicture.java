package dev.vitals.jdbc.internal.blocking;

import dev.vitals.probe.Remedy;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All who block and wait in one database server at one moment.
 *
 * @param participants everyone in the graph, by id
 * @param graph who blocks whom
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

    /**
     * Returns one participant.
     *
     * @param id an id of the graph
     * @return the participant
     */
    public Participant participant(String id) {
        Participant found = participants.get(id);
        if (found == null) {
            throw new IllegalArgumentException("no participant '" + id + "'");
        }
        return found;
    }

    Stream<Participant> waiting() {
        return participants.values().stream().filter(one -> one.waiting().isPresent());
    }

    Duration longestWait() {
        return waiting().map(LockPicture::waited).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
    }

    /** Whether nobody's wait is hidden, so that being within limits means something. */
    boolean waitsKnown() {
        return waiting()
                .flatMap(one -> one.waiting().stream())
                .allMatch(waiting -> waiting.waited().isPresent());
    }

    /** The change of a table that has waited longest. */
    Optional<Participant> schemaChange() {
        return waiting()
                .filter(one ->
                        one.waiting().filter(Participant.Waiting::schemaChange).isPresent())
                .max(Comparator.comparing(LockPicture::waited));
    }

    static Duration waited(Participant participant) {
        return participant.waiting().flatMap(Participant.Waiting::waited).orElse(Duration.ZERO);
    }
}
