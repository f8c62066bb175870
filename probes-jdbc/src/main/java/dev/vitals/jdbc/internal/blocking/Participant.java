package dev.vitals.jdbc.internal.blocking;

import dev.vitals.probe.Remedy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Someone who blocks or waits: a session, a prepared transaction, the replay of the log. Holds only text that may be
 * shown. Immutable.
 *
 * @param id tells it apart, as short as possible, such as {@code 10728}
 * @param label what it is, such as {@code pid 10728}
 * @param who whose it is, such as {@code app=billing user=app}; may be empty
 * @param doing what it does when it does not wait, such as {@code idle in transaction 4 m 20 s}; may be empty
 * @param statement its statement without literals; may be empty
 * @param waiting what it waits for; empty for one that only blocks
 * @param remedies what ends the blocking if it is at the root; may be empty
 */
public record Participant(
        String id,
        String label,
        String who,
        String doing,
        String statement,
        Optional<Waiting> waiting,
        List<Remedy> remedies) {
    /** Copies the list. */
    public Participant {
        remedies = List.copyOf(remedies);
    }

    /**
     * How long and for what someone waits.
     *
     * @param waited for how long; empty when that is hidden
     * @param lock for what, such as {@code orders AccessExclusiveLock}
     * @param mode the wanted lock's mode alone
     * @param schemaChange whether everybody who comes later for the same table queues behind it
     */
    public record Waiting(Optional<Duration> waited, String lock, String mode, boolean schemaChange) {}
}
