package dev.vitals.jdbc.internal.postgres.replication;

import dev.vitals.jdbc.internal.findings.Finding;
import dev.vitals.jdbc.internal.findings.ReachedLimit;
import dev.vitals.jdbc.internal.findings.ReplicationCauses;
import dev.vitals.jdbc.limits.ReplicationLimits;
import dev.vitals.probe.Command;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Status;
import dev.vitals.text.Clean;
import dev.vitals.text.Plural;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a server that is streamed from knows of its standbys. Distance counts in bytes alone: the server's own times stop
 * at their last value when a standby stalls.
 */
final class PrimarySide {
    private static final String STREAMING = "streaming";

    private PrimarySide() {}

    static List<Finding> findings(Replication seen, ReplicationLimits limits) {
        List<Finding> findings = new ArrayList<>();
        for (Replication.Standby one : seen.standbys()) {
            one.behind().flatMap(behind -> behind(one, behind, limits)).ifPresent(findings::add);
        }
        if (!seen.node().standby()) {
            findings.addAll(synchronous(seen));
            findings.addAll(few(seen, limits));
        }
        return findings;
    }

    static String words(Replication seen) {
        int number = seen.standbys().size();
        return number == 0
                ? "primary, no standby is connected"
                : "primary, " + Plural.of(number, "standby connection") + ", at most "
                        + Quantities.bytes(farthest(seen).orElse(0)) + " behind";
    }

    /** Empty when it is hidden how far each one is, or none has begun to stream. */
    static OptionalLong farthest(Replication seen) {
        return seen.standbys().stream()
                .flatMap(one -> one.behind().stream())
                .mapToLong(Long::longValue)
                .max();
    }

    private static Optional<Finding> behind(Replication.Standby one, long behind, ReplicationLimits limits) {
        Status status = limits.behind().judge(behind);
        if (status == Status.UP) {
            return Optional.empty();
        }
        String reply = one.reply()
                .map(age -> ", last reply " + Quantities.duration(age) + " ago")
                .orElse("");
        return Optional.of(new Finding(
                status,
                ReplicationCauses.LAG,
                label(one) + " is " + Quantities.bytes(behind) + " behind" + ReachedLimit.words(limits.behind(), status)
                        + ", " + one.state() + reply,
                List.of(Remedy.words("look at the standby for a paused replay, a long query that its replay waits for,"
                        + " a full disk or a slow network"))));
    }

    private static List<Finding> few(Replication seen, ReplicationLimits limits) {
        int there = seen.standbys().size();
        Status status = limits.standbys().judge(there);
        return status == Status.UP
                ? List.of()
                : List.of(new Finding(
                        status,
                        ReplicationCauses.STANDBY_MISSING,
                        there == 0
                                ? "no standby is connected"
                                : "only " + Plural.of(there, "standby is", "standbys are") + " connected",
                        List.of(Remedy.words(
                                "start the standby that is missing; its log says why it does not stream"))));
    }

    private static List<Finding> synchronous(Replication seen) {
        SynchronousNames wanted = SynchronousNames.of(seen.node().synchronous());
        List<String> there = seen.standbys().stream()
                .filter(one -> one.hidden() || one.state().equals(STREAMING))
                .map(Replication.Standby::name)
                .toList();
        List<String> missing = wanted.missing(Set.copyOf(there)).stream()
                .map(name -> "'" + Clean.line(name, 63) + "'")
                .toList();
        boolean blocked = wanted.present(there) < wanted.needed();
        if (missing.isEmpty() && !blocked) {
            return List.of();
        }
        String what = missing.isEmpty()
                ? "too few synchronous standbys stream"
                : missing.stream()
                        .limit(5)
                        .collect(Collectors.joining(", ", "synchronous standby ", " does not stream"));
        return List.of(new Finding(
                blocked ? Status.DOWN : Status.DEGRADED,
                ReplicationCauses.SYNC_MISSING,
                what + (blocked ? ": every commit that asks for synchronous replication waits" : ""),
                List.of(
                        Remedy.words("start the standby again; its log says why it does not stream"),
                        Remedy.words("if it stays away, take it out of the names that commits wait for, and accept that"
                                        + " what only this server has can be lost")
                                .run(Command.sql(
                                        "ALTER SYSTEM SET synchronous_standby_names = ''; SELECT pg_reload_conf()")))));
    }

    private static String label(Replication.Standby one) {
        String client = one.client().isEmpty() ? "" : " at " + one.client();
        return "standby '" + one.name() + "'" + client;
    }
}
