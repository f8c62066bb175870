package dev.vitals.jdbc.internal.postgres.replication;

import dev.vitals.jdbc.internal.findings.Finding;
import dev.vitals.jdbc.internal.text.Words;
import dev.vitals.jdbc.limits.ReplicationLimits;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Status;
import java.util.ArrayList;
import java.util.List;
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
            long behind = one.behind().orElse(0L);
            if (behind >= limits.behindWarn()) {
                findings.add(behind(one, behind, limits));
            }
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
                : "primary, " + Words.count(number, "standby connection") + ", at most "
                        + Quantities.bytes((long) farthest(seen)) + " behind";
    }

    static double farthest(Replication seen) {
        return seen.standbys().stream()
                .mapToLong(one -> one.behind().orElse(0L))
                .max()
                .orElse(0);
    }

    private static Finding behind(Replication.Standby one, long behind, ReplicationLimits limits) {
        boolean down = behind >= limits.behindFail();
        String reply = one.reply()
                .map(age -> ", last reply " + Quantities.duration(age) + " ago")
                .orElse("");
        return new Finding(
                down ? Status.DOWN : Status.DEGRADED,
                "replication.lag",
                label(one) + " is " + Quantities.bytes(behind) + " behind (limit "
                        + Quantities.bytes(down ? limits.behindFail() : limits.behindWarn()) + "), " + one.state()
                        + reply,
                List.of(Remedy.of("look at the standby for a paused replay, a long query that its replay waits for, a"
                        + " full disk or a slow network")));
    }

    private static List<Finding> few(Replication seen, ReplicationLimits limits) {
        int there = seen.standbys().size();
        if (there >= limits.standbys()) {
            return List.of();
        }
        return List.of(new Finding(
                there == 0 ? Status.DOWN : Status.DEGRADED,
                "replication.standby-missing",
                there + " of the " + Words.count(limits.standbys(), "standby") + " that must be there",
                List.of(Remedy.of("start the standby that is missing; its log says why it does not stream"))));
    }

    private static List<Finding> synchronous(Replication seen) {
        SynchronousNames wanted = SynchronousNames.of(seen.node().synchronous());
        List<String> there = seen.standbys().stream()
                .filter(one -> one.hidden() || one.state().equals(STREAMING))
                .map(Replication.Standby::name)
                .toList();
        List<String> missing = wanted.missing(Set.copyOf(there)).stream()
                .map(name -> "'" + Words.line(name, 63) + "'")
                .toList();
        boolean blocked = wanted.present(there) < wanted.needed();
        if (missing.isEmpty() && !blocked) {
            return List.of();
        }
        String who = missing.isEmpty()
                ? "too few synchronous standbys stream"
                : missing.stream()
                        .limit(5)
                        .collect(Collectors.joining(", ", "synchronous standby ", " does not stream"));
        return List.of(new Finding(
                blocked ? Status.DOWN : Status.DEGRADED,
                "replication.sync-missing",
                who + (blocked ? ": every commit that asks for synchronous replication waits" : ""),
                List.of(
                        Remedy.of("start the standby again; its log says why it does not stream"),
                        Remedy.run(
                                "if it stays away, take it out of the names, and accept to lose what only this"
                                        + " server has",
                                "ALTER SYSTEM SET synchronous_standby_names = ''; SELECT pg_reload_conf();"))));
    }

    private static String label(Replication.Standby one) {
        String client = one.client().isEmpty() ? "" : " at " + one.client();
        return "standby '" + one.name() + "'" + client;
    }
}
