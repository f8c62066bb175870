package dev.vitals.incident;

import dev.vitals.report.Precedent;
import dev.vitals.report.Precedent.Remedied;
import dev.vitals.text.Clean;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The incidents of each root cause that were resolved, though they may have come back since.
 *
 * @param known by check and cause code
 */
record Recurrence(Map<Key, Precedent> known) {
    static final Recurrence NONE = new Recurrence(Map.of());

    /** A report shows one line of it, a note may have 2,000 characters. */
    private static final int LONGEST_REMEDY = 200;

    /** Takes what nothing else explained; an incident that went on as another is counted there. */
    static Recurrence of(List<Incident> oldestFirst) {
        Map<Key, Precedent> known = new HashMap<>();
        for (Incident incident : oldestFirst) {
            incident.ending()
                    .ifPresent(ending -> incident.standing().stream()
                            .filter(ending::knew)
                            .forEach(root -> known.compute(
                                    new Key(root.check(), root.cause()),
                                    (same, before) -> and(before, incident, ending))));
        }
        return new Recurrence(Map.copyOf(known));
    }

    Optional<Precedent> of(String check, String cause) {
        return Optional.ofNullable(known.get(new Key(check, cause)));
    }

    private static Precedent and(@Nullable Precedent before, Incident incident, Ending ending) {
        Optional<Remedied> remedy = ending.remedy()
                .map(text -> new Remedied(incident.id(), Clean.cut(text, LONGEST_REMEDY)))
                .or(() -> before == null ? Optional.empty() : before.remedy());
        return new Precedent(
                before == null ? 1 : before.incidents() + 1, incident.id(), incident.opened(), ending.lasted(), remedy);
    }

    /** What makes two root causes the same. */
    record Key(String check, String cause) {}
}
