package dev.vitals.incident;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** Faults that will open an incident when they last. One that touches another's checks goes on in its place. */
final class Candidates {
    private final IncidentSettings settings;
    private List<Candidate> waiting = new ArrayList<>();

    Candidates(IncidentSettings settings) {
        this.settings = settings;
    }

    /** Takes the place of all candidates before, and returns those faults that have lasted long enough. */
    List<Fault> lasting(List<Fault> faults, Moment now) {
        List<Candidate> next = new ArrayList<>();
        List<Fault> lasting = new ArrayList<>();
        for (Fault fault : faults) {
            if (settings.opens(fault.severity()) && fault.known()) {
                Candidate candidate = follow(fault, now);
                if (candidate.left(now).isZero()) {
                    lasting.add(fault);
                } else {
                    next.add(candidate);
                }
            }
        }
        waiting = next;
        return lasting;
    }

    private Candidate follow(Fault fault, Moment now) {
        Set<String> checks = new HashSet<>(fault.checks());
        long since = waiting.stream()
                .filter(candidate -> fault.touches(candidate.checks()))
                .mapToLong(Candidate::since)
                .min()
                .orElse(now.nanos());
        return new Candidate(checks, since, settings.hold(fault.severity()));
    }

    /** How long until the first of them has lasted long enough. */
    OptionalLong nanosLeft(Moment now) {
        return waiting.stream()
                .mapToLong(candidate -> candidate.left(now).toNanos())
                .min();
    }

    private record Candidate(Set<String> checks, long since, Duration hold) {
        Duration left(Moment now) {
            Duration left = hold.minus(now.since(since));
            return left.isNegative() ? Duration.ZERO : left;
        }
    }
}
