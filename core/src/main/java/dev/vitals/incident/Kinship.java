package dev.vitals.incident;

import java.time.Duration;
import java.util.List;

/**
 * Says which incidents a fault belongs to: an open one whose root cause it is or explains, which had the same root cause
 * before it recovered, or whose failing checks are left to it. One that a person has resolved lately counts as recovered.
 */
final class Kinship {
    private final Duration window;
    private final Clocks clocks;

    Kinship(Duration window, Clocks clocks) {
        this.window = window;
        this.clocks = clocks;
    }

    /** Returns the names of those to which a fault may belong at all, since what an incident is like changes meanwhile. */
    List<String> candidates(List<Incident> all, Moment now) {
        return all.stream()
                .filter(incident -> incident.status() != IncidentStatus.RESOLVED || resolvedByHandLately(incident, now))
                .map(Incident::id)
                .toList();
    }

    /** Whether a fault is the root of an incident, or turns out to be. */
    boolean isRoot(Fault fault, Incident incident, Moment now) {
        return switch (incident.status()) {
            case INVESTIGATING, ACKNOWLEDGED ->
                incident.standing().stream().anyMatch(root -> fault.checks().contains(root.check()));
            case MONITORING -> had(incident, fault);
            case RESOLVED -> resolvedByHandLately(incident, now) && had(incident, fault);
        };
    }

    /** What followed from an incident's root and now stands alone, or takes over what a root that is well has left. */
    static boolean inherits(Fault fault, Incident incident, boolean rootFails) {
        return rootFails ? incident.failing().contains(fault.check().name()) : fault.touches(incident.failing());
    }

    private static boolean had(Incident incident, Fault fault) {
        return incident.roots().stream().anyMatch(fault.root()::same);
    }

    private boolean resolvedByHandLately(Incident incident, Moment now) {
        return incident.resolution()
                .filter(resolved -> resolved.by().isPresent())
                .filter(resolved ->
                        clocks.after(incident.id(), now).minus(resolved.after()).compareTo(window) < 0)
                .isPresent();
    }
}
