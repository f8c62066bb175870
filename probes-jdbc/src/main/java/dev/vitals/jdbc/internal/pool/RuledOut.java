package dev.vitals.jdbc.internal.pool;

import dev.vitals.jdbc.internal.activity.ConnectionLimit;
import dev.vitals.jdbc.limits.ConnectionLimits;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.text.Plural;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says which of the usual reasons for a full pool the server's view excludes, with the numbers that do. */
final class RuledOut {
    /** A statement that has run for less keeps no connection for long. */
    private static final Duration SLOW = Duration.ofSeconds(1);

    private RuledOut() {}

    /** Adds the reasons as evidence; few where not all of the pool's sessions could be seen. */
    static Result addTo(Result result, PoolFinding finding) {
        List<String> lines = finding.seen().map(seen -> lines(finding, seen)).orElse(List.of());
        return lines.isEmpty() ? result : result.evidence(new Evidence.Text("ruled out", lines));
    }

    private static List<String> lines(PoolFinding finding, ServerSide seen) {
        List<String> lines = new ArrayList<>();
        roomOnServer(seen.limits()).ifPresent(lines::add);
        seen.load().ifPresent(load -> lines.addAll(lines(finding, seen, load)));
        return lines;
    }

    /** Below where the check of connections leaves {@code UP}, the server refuses the pool none. */
    private static Optional<String> roomOnServer(List<ConnectionLimit> limits) {
        boolean room = limits.stream()
                .allMatch(limit -> ConnectionLimits.DEFAULT.used().judge(limit.ratio()) == Status.UP);
        return limits.isEmpty() || !room
                ? Optional.empty()
                : Optional.of("a server without connections left: "
                        + limits.stream().map(ConnectionLimit::words).collect(Collectors.joining(", ")));
    }

    private static List<String> lines(PoolFinding finding, ServerSide seen, PoolLoad load) {
        List<String> lines = new ArrayList<>();
        lines.add("a database that is down: it has answered this check");
        if (load.blocked() == 0) {
            lines.add("a blocking session: none of " + sessions(load) + " waits for a lock");
        }
        if (load.isIdle()) {
            lines.add("a slow statement: none of " + sessions(load) + " runs one");
        } else if (load.longest().orElse(Duration.ZERO).compareTo(SLOW) < 0) {
            lines.add("a slow statement: " + load.running() + " of " + sessions(load) + " run one, the longest for "
                    + Quantities.duration(load.longest().orElse(Duration.ZERO)));
        }
        int used = finding.reading().active();
        if (load.running() < used) {
            lines.add("a pool that is too small for its work: " + load.running() + " of " + used
                    + " connections in use run a statement");
        } else if (!seen.limit().isZero()) {
            lines.add("connections that are never given back: all " + used + " in use run a statement");
        }
        return lines;
    }

    private static String sessions(PoolLoad load) {
        return Plural.of(load.sessions(), "session") + " of the pool's user";
    }
}
