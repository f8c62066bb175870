package dev.vitals.incident;

import dev.vitals.incident.Incident.Root;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a fault means for the root causes of the incident that it belongs to.
 *
 * @param fault the fault, as the root cause from now on
 * @param explained earlier root causes that turn out to follow from it
 * @param isNew whether the incident has not had it as a root cause before
 */
record Rooting(Fault fault, List<Root> explained, boolean isNew) {

    /** Returns what changes, if anything, in the order in which it is to be noted. */
    static List<Rooting> of(Incident incident, List<Fault> faults, Tenure tenure, Moment now) {
        Incident before = incident;
        List<Rooting> changes = new ArrayList<>();
        for (Fault fault : faults) {
            Rooting rooting = new Rooting(
                    fault,
                    before.standing().stream().filter(fault::explains).toList(),
                    before.roots().stream().noneMatch(fault.root()::same));
            if (fault.namesCause() && rooting.matters(before, faults, tenure.settled(fault, now))) {
                changes.add(rooting);
                Draft draft = before.toDraft();
                rooting.apply(draft);
                before = draft.build();
            }
        }
        return changes;
    }

    /**
     * A check that fails on its own account where it followed from a root before, is mostly only well again a little later
     * than the root. One of the root causes that has come back to the fore is news.
     */
    private boolean matters(Incident incident, List<Fault> faults, boolean settled) {
        Root latest = incident.root();
        if (!explained.isEmpty() || isLatestChanged(latest)) {
            return true;
        }
        if (fault.root().same(latest)) {
            return false;
        }
        boolean stands = incident.standing().stream().anyMatch(fault.root()::same);
        boolean latestIsWell = faults.stream().noneMatch(other -> other.checks().contains(latest.check()));
        return stands
                ? latestIsWell
                : settled || !incident.affected().contains(fault.check().name());
    }

    private boolean isLatestChanged(Root latest) {
        return latest.check().equals(fault.check().name()) && !fault.root().same(latest);
    }

    void apply(Draft draft) {
        Root root = fault.root();
        Set<Root> symptoms = Set.copyOf(explained);
        draft.roots.replaceAll(earlier ->
                symptoms.contains(earlier) ? earlier.explainedBy(root.check() + " " + root.cause()) : earlier);
        draft.roots.removeIf(root::same);
        draft.roots.add(root);
    }

    String words() {
        String root = "the root cause is now " + fault.root();
        return explained.isEmpty()
                ? root
                : root + ". It explains "
                        + explained.stream()
                                .map(symptom -> symptom.check() + " " + symptom.cause())
                                .collect(Collectors.joining(", "));
    }
}
