package dev.vitals.triage;

import dev.vitals.probe.Subject;
import dev.vitals.report.CheckReport;
import dev.vitals.spi.CauseLink;
import dev.vitals.triage.Explainer.Explanation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Findings about one thing in the real world, or about things that a finding ties together, or one finding that says
 * nothing of its subject. One of them leads: the one that the others would not be without, or else the worst.
 */
final class Fault {
    private final CheckReport leader;
    private final List<CheckReport> members;
    private final List<CauseLink> links;

    private Fault(List<CheckReport> members, List<CauseLink> links) {
        this.members = members;
        this.links = links;
        this.leader = lead();
    }

    /**
     * Puts findings that share a subject, directly or by way of others, together.
     *
     * @param troubles the checks in trouble, worst first
     * @param links which finding explains which, strongest first
     * @return the faults, each with its members worst first, in the order of their worst members
     */
    static List<Fault> of(List<CheckReport> troubles, List<CauseLink> links) {
        Map<Subject, List<CheckReport>> bySubject = new LinkedHashMap<>();
        troubles.forEach(trouble -> subjects(trouble)
                .forEach(subject -> bySubject
                        .computeIfAbsent(subject, any -> new ArrayList<>())
                        .add(trouble)));
        List<Fault> faults = new ArrayList<>();
        Set<String> placed = new LinkedHashSet<>();
        for (CheckReport trouble : troubles) {
            if (!placed.contains(trouble.name())) {
                Set<String> together = together(trouble, bySubject);
                placed.addAll(together);
                faults.add(new Fault(
                        troubles.stream()
                                .filter(member -> together.contains(member.name()))
                                .toList(),
                        links));
            }
        }
        return faults;
    }

    private static Set<String> together(CheckReport first, Map<Subject, List<CheckReport>> bySubject) {
        Set<String> names = new LinkedHashSet<>(Set.of(first.name()));
        List<CheckReport> left = new ArrayList<>(List.of(first));
        while (!left.isEmpty()) {
            subjects(left.remove(left.size() - 1)).stream()
                    .flatMap(subject -> bySubject.getOrDefault(subject, List.of()).stream())
                    .filter(member -> names.add(member.name()))
                    .forEach(left::add);
        }
        return names;
    }

    CheckReport leader() {
        return leader;
    }

    List<CheckReport> members() {
        return members;
    }

    boolean contains(CheckReport check) {
        return members.stream().anyMatch(member -> Troubles.same(member, check));
    }

    /** Why a member that does not lead is here. */
    Explanation explanation(CheckReport member) {
        String words = link(leader, member).map(CauseLink::words).orElseGet(() -> "the same " + shared(member));
        return new Explanation(leader, words);
    }

    /** Whoever leads must be bad enough for all; among those, one that no other of them explains. */
    private CheckReport lead() {
        List<CheckReport> able = members.stream()
                .filter(one -> members.stream().allMatch(other -> Troubles.mayExplain(one.status(), other.status())))
                .toList();
        return able.stream()
                .filter(one -> able.stream().noneMatch(other -> link(other, one).isPresent()))
                .findFirst()
                .orElse(able.get(0));
    }

    private Optional<CauseLink> link(CheckReport cause, CheckReport effect) {
        return links.stream()
                .filter(link -> LinkExplainer.connects(link, cause, effect))
                .findFirst();
    }

    private Subject shared(CheckReport member) {
        List<Subject> own = subjects(member);
        return own.stream()
                .filter(subjects(leader)::contains)
                .findFirst()
                .or(() -> own.stream()
                        .filter(subject -> members.stream()
                                .anyMatch(other -> !Troubles.same(other, member)
                                        && !Collections.disjoint(subjects(other), List.of(subject))))
                        .findFirst())
                .orElseThrow();
    }

    private static List<Subject> subjects(CheckReport check) {
        return check.result().subjects();
    }
}
