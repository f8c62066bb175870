package dev.vitals.jdbc.internal.postgres;

import dev.vitals.jdbc.internal.postgres.Replication.Server;
import dev.vitals.jdbc.internal.text.Words;
import dev.vitals.jdbc.limits.ReplicationLimits;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How far a standby is behind, as it can tell itself. The age of the last transaction it has replayed grows while its
 * primary has nothing to do, and the bytes it has yet to replay stay at none while it is cut off: only both together,
 * with when the primary was heard of last, tell.
 */
final class StandbySide {
    /** Half of {@code wal_receiver_timeout} as it comes, when a standby asks an idle primary for a sign of life. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private final ReplicationLimits limits;
    private final LongSupplier nanoTime;
    /** When it was last seen with nothing left to replay: it cannot be further behind than since then. */
    private @Nullable Long caughtUp;
    /** When it was first looked at, for one that has replayed nothing yet. */
    private @Nullable Long firstLook;

    StandbySide(ReplicationLimits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
    }

    /** Zero when it has all there is. */
    Duration lag(Server server) {
        long now = nanoTime.getAsLong();
        boolean behind = server.unreplayed().orElse(0) > 0;
        if (!behind && !isCutOff(server)) {
            caughtUp = now;
            return Duration.ZERO;
        }
        long first = firstLook == null ? now : firstLook;
        firstLook = first;
        Duration told = server.replayAge().orElse(Duration.ofNanos(now - first));
        Duration most = caughtUp == null ? told : Duration.ofNanos(now - caughtUp);
        return most.compareTo(told) < 0 ? most : told;
    }

    Optional<Finding> finding(Server server, Duration lag) {
        if (lag.compareTo(limits.lagWarn()) < 0) {
            return Optional.empty();
        }
        Status status = lag.compareTo(limits.lagFail()) >= 0 ? Status.DOWN : Status.DEGRADED;
        Duration limit = status == Status.DOWN ? limits.lagFail() : limits.lagWarn();
        String why =
                isCutOff(server) ? "; its primary is not heard of" : server.paused() ? "; its replay is paused" : "";
        return Optional.of(new Finding(
                status,
                isCutOff(server) ? "replication.broken" : "replication.lag",
                "this standby is " + Words.duration(lag) + " behind (limit " + Words.duration(limit) + ")" + why,
                remedies(server)));
    }

    /** Whether this role cannot see if the primary is heard of, and nothing else tells either. */
    boolean isBlind(Server server) {
        Duration timeout = server.receiverTimeout();
        boolean bounded = !timeout.isZero() && timeout.compareTo(limits.lagWarn()) <= 0;
        return server.recovery() && server.receiving() && server.messageAge().isEmpty() && !bounded;
    }

    /** Whether a primary that is idle looks like one that is gone, since nobody asks it for a sign of life. */
    boolean isUnsure(Server server) {
        return server.recovery() && server.receiverTimeout().isZero() && isSilent(server, SILENCE);
    }

    private static boolean isCutOff(Server server) {
        Duration timeout = server.receiverTimeout();
        Duration asked = timeout.dividedBy(4).multipliedBy(3);
        boolean unanswered = !timeout.isZero() && isSilent(server, asked.compareTo(SILENCE) > 0 ? asked : SILENCE);
        return !server.receiving() || unanswered;
    }

    private static boolean isSilent(Server server, Duration limit) {
        return server.messageAge().filter(age -> age.compareTo(limit) > 0).isPresent();
    }

    private static List<Remedy> remedies(Server server) {
        List<Remedy> remedies = new ArrayList<>();
        if (server.paused()) {
            remedies.add(Remedy.run("let the replay go on", "SELECT pg_wal_replay_resume();"));
        }
        if (isCutOff(server)) {
            remedies.add(Remedy.run(
                    "see whom it should stream from, and its log for why it does not",
                    "SELECT current_setting('primary_slot_name'), pg_last_wal_receive_lsn(), pg_current_logfile();"));
        } else if (!server.paused()) {
            remedies.add(Remedy.of("look for what holds up the replay: a long query on this standby that it conflicts"
                    + " with, or its disk"));
        }
        return remedies;
    }
}
