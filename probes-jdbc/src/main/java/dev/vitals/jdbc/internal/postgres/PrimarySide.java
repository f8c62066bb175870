package dev.vitals.jdbc.internal.postgres;

import dev.vitals.jdbc.internal.postgres.Replication.Server;
import dev.vitals.jdbc.internal.postgres.Replication.Standby;
import dev.vitals.jdbc.internal.text.Words;
import dev.vitals.jdbc.limits.ReplicationLimits;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far standbys are behind the server they stream from. In bytes and by when they last replied: the times of lag that
 * the server itself shows stand still when a standby does.
 *
 * @param limits what counts as behind
 */
record PrimarySide(ReplicationLimits limits) {
    /** {@code FIRST 2 (a, b)}, {@code ANY 2 (a, b)}, {@code 2 (a, b)} or {@code a, b}, which wants one. */
    private static final Pattern SYNCHRONOUS =
            Pattern.compile("(?:first\\s+|any\\s+)?(\\d+)\\s*\\(.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    List<Finding> findings(Replication seen) {
        List<Finding> findings = new ArrayList<>();
        if (!seen.server().recovery()) {
            synchronous(seen).ifPresent(findings::add);
            few(seen).ifPresent(findings::add);
        }
        for (Standby standby : seen.standbys()) {
            behind(standby).or(() -> silent(standby)).ifPresent(findings::add);
        }
        return findings;
    }

    static long furthest(Replication seen) {
        return seen.standbys().stream()
                .mapToLong(standby -> standby.behind().orElse(0))
                .max()
                .orElse(0);
    }

    private Optional<Finding> behind(Standby standby) {
        long bytes = standby.behind().orElse(0);
        if (bytes < limits.behindWarn()) {
            return Optional.empty();
        }
        boolean far = bytes >= limits.behindFail();
        String limit = Quantities.bytes(far ? limits.behindFail() : limits.behindWarn());
        return Optional.of(new Finding(
                far ? Status.DOWN : Status.DEGRADED,
                "replication.lag",
                standby.label() + " is " + Quantities.bytes(bytes) + " behind (limit " + limit + ")",
                List.of(Remedy.of("look at " + standby.label()
                        + ": its network and disk, and long queries that its replay conflicts with"))));
    }

    private Optional<Finding> silent(Standby standby) {
        Duration age = standby.replyAge().orElse(Duration.ZERO);
        if (age.compareTo(limits.lagWarn()) < 0) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                age.compareTo(limits.lagFail()) >= 0 ? Status.DOWN : Status.DEGRADED,
                "replication.broken",
                standby.label() + " has not replied for " + Words.duration(age),
                List.of(Remedy.of("see whether " + standby.label() + " is alive and can be reached"))));
    }

    private Optional<Finding> few(Replication seen) {
        int there = seen.standbys().size();
        if (there >= limits.standbys()) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                there == 0 ? Status.DOWN : Status.DEGRADED,
                "replication.broken",
                there + " of " + Words.count(limits.standbys(), "standby") + " are connected",
                List.of(Remedy.of("start the standby that is missing, or see why it cannot connect"))));
    }

    /** Without them every commit waits for ever. */
    private static Optional<Finding> synchronous(Replication seen) {
        Server server = seen.server();
        if (server.synchronous().isBlank() || seen.standbys().stream().anyMatch(Standby::isHidden)) {
            return Optional.empty();
        }
        Matcher several = SYNCHRONOUS.matcher(server.synchronous().strip());
        int wanted = several.matches() ? number(several.group(1)) : 1;
        long there = seen.standbys().stream()
                .filter(standby ->
                        standby.sync().equals("sync") || standby.sync().equals("quorum"))
                .filter(standby -> standby.state().filter("streaming"::equals).isPresent())
                .count();
        if (there >= wanted) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                Status.DOWN,
                "replication.sync-missing",
                "commits wait: " + there + " of " + Words.count(wanted, "synchronous standby")
                        + " is there (synchronous_standby_names = " + PostgresRemedies.literal(server.synchronous())
                        + ")",
                List.of(
                        Remedy.of("bring the standby back"),
                        Remedy.run(
                                "or let commits go on without it, at the risk of losing them with this server",
                                "ALTER SYSTEM SET synchronous_standby_names = ''; SELECT pg_reload_conf();"))));
    }

    private static int number(String digits) {
        return digits.length() > 4 ? Integer.MAX_VALUE : Integer.parseInt(digits);
    }
}
