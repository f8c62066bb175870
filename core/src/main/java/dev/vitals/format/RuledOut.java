package dev.vitals.format;

import dev.vitals.probe.Evidence;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Scope;
import dev.vitals.probe.Status;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Freshness;
import dev.vitals.report.Report;
import dev.vitals.report.RootCause;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The checks that might have explained a root cause, and do not: they have looked since it began to be so bad for this
 * reason, are up, and have numbers to show. First comes what it depends on and what looks at the same resource; then whether another dependency can be
 * reached from here, and whether this machine and process are well.
 */
final class RuledOut {
    private static final int MOST = 6;
    private static final int FAR = 3;
    /** Those of one round end one after the other, so one may have looked a little before the root was found. */
    private static final Duration ROUND = Duration.ofSeconds(10);

    private static final Comparator<CheckReport> WEIGHTIEST =
            Comparator.comparing(check -> check.policy().impact());

    /** Who has more roots than these looks at the first of them first, and each costs a look at all checks. */
    private static final int ROOTS = 3;

    private final List<CheckReport> well;
    private final Set<String> explored;

    RuledOut(Report report) {
        explored = report.verdict().rootCauses().stream()
                .limit(ROOTS)
                .map(RootCause::check)
                .collect(Collectors.toSet());
        well = report.status() == Status.UP
                ? List.of()
                : report.checks().stream()
                        .filter(RuledOut::isWell)
                        .sorted(WEIGHTIEST)
                        .toList();
    }

    /** Returns a handful of checks, the nearest first, for one of the first three roots of the report; none for others. */
    List<CheckReport> of(CheckReport root) {
        if (root.status() == Status.UNKNOWN || !explored.contains(root.name())) {
            return List.of();
        }
        List<CheckReport> since =
                well.stream().filter(check -> hasLookedSince(root, check)).toList();
        List<CheckReport> near =
                since.stream().filter(check -> isNear(root, check)).toList();
        List<CheckReport> far = Stream.concat(elsewhere(root, since), restingOnNothing(Scope.LOCAL, since))
                .filter(check -> !isNear(root, check))
                .limit(FAR)
                .toList();
        return Stream.concat(near.stream().limit(MOST - far.size()), far.stream())
                .toList();
    }

    /** Returns a check's name, and what it saw. */
    static String line(CheckReport check) {
        return check.name() + " " + words(check);
    }

    /** Returns what a check saw, in words with a number. */
    static String words(CheckReport check) {
        String summary = check.result().summary();
        Optional<Observation> number = check.result().observations().stream().findFirst();
        return hasNumber(summary) || number.isEmpty()
                ? summary
                : (summary.isEmpty() ? "" : summary + ", ") + number.get().name() + " "
                        + number.get().shown();
    }

    private static boolean isNear(CheckReport root, CheckReport check) {
        Optional<String> resource = root.policy().resource();
        return root.policy().dependsOn().contains(check.name())
                || (resource.isPresent() && check.policy().resource().equals(resource));
    }

    /** One other dependency that answers shows that the network is there. */
    private static Stream<CheckReport> elsewhere(CheckReport root, List<CheckReport> since) {
        return root.policy().scope() == Scope.LOCAL
                ? Stream.empty()
                : restingOnNothing(Scope.SHARED, since)
                        .filter(check -> check.policy().resource().isPresent() && !isNear(root, check))
                        .limit(1);
    }

    private static Stream<CheckReport> restingOnNothing(Scope scope, List<CheckReport> since) {
        return since.stream()
                .filter(check -> check.policy().scope() == scope)
                .filter(check -> check.policy().dependsOn().isEmpty());
    }

    private static boolean hasLookedSince(CheckReport root, CheckReport check) {
        Instant status = root.timing().since();
        Instant cause = root.timing().causeSince();
        Instant from = (cause.isAfter(status) ? cause : status).minus(ROUND);
        return check.timing().checkedAt().filter(at -> !at.isBefore(from)).isPresent();
    }

    private static boolean isWell(CheckReport check) {
        return check.status() == Status.UP
                && check.result().status() == Status.UP
                && check.freshness() == Freshness.FRESH
                && hasNumber(words(check))
                && !showsWaiting(check);
    }

    /** A tree says who waits for whom. Within limits as it may be, it may well be what holds up the root. */
    private static boolean showsWaiting(CheckReport check) {
        return check.result().evidence().stream().anyMatch(Evidence.Tree.class::isInstance);
    }

    private static boolean hasNumber(String words) {
        return words.chars().anyMatch(Character::isDigit);
    }
}
