package dev.vitals.jdbc.internal.postgres.replication;

import dev.vitals.jdbc.internal.findings.Finding;
import dev.vitals.jdbc.internal.findings.ReachedLimit;
import dev.vitals.jdbc.internal.findings.ReplicationCauses;
import dev.vitals.jdbc.internal.postgres.replication.Replication.Node;
import dev.vitals.jdbc.internal.postgres.replication.Replication.Receiver;
import dev.vitals.jdbc.limits.ReplicationLimits;
import dev.vitals.probe.Cause;
import dev.vitals.probe.Command;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * How far a standby is behind its primary in time. The age of the last replayed transaction alone is no answer: it grows
 * while the primary has nothing to do. It counts only while something received is not replayed, or while the standby
 * hears nothing from its primary; and never for longer than since we last saw the standby level with its primary. Not
 * thread-safe: used by one check.
 */
final class StandbyLag {
    /** A receiver asks for a sign of life when it has heard nothing for half its timeout. */
    static final Duration ANSWER = Duration.ofSeconds(10);

    private final ReplicationLimits limits;
    private final LongSupplier nanoTime;
    private Optional<Long> firstSample = Optional.empty();
    private Optional<Long> level = Optional.empty();

    StandbyLag(ReplicationLimits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
    }

    /** What is known of it; on a primary, nothing. */
    Lag of(Node node) {
        if (!node.standby()) {
            firstSample = Optional.empty();
            level = Optional.empty();
            return new Lag(Duration.ZERO, false, List.of(), "");
        }
        firstSample = firstSample.or(() -> Optional.of(nanoTime.getAsLong()));
        boolean heard = node.receiver().filter(one -> !isSilent(one)).isPresent();
        if (heard && node.unreplayed() == 0) {
            level = Optional.of(nanoTime.getAsLong());
            boolean hidden =
                    node.receiver().filter(one -> one.silent().isEmpty()).isPresent();
            return new Lag(Duration.ZERO, hidden, List.of(), "standby, level with its primary" + paused(node));
        }
        Duration lag = lag(node);
        return new Lag(lag, false, findings(node, lag, heard), "standby, " + behind(node, lag, heard));
    }

    /** A standby that has replayed no transaction yet is behind for as long as we have watched it. */
    private Duration lag(Node node) {
        Duration most = level.or(() -> node.replayed().isPresent() ? Optional.empty() : firstSample)
                .map(then -> Duration.ofNanos(nanoTime.getAsLong() - then))
                .or(node::replayed)
                .orElse(Duration.ZERO);
        return node.replayed().filter(age -> age.compareTo(most) < 0).orElse(most);
    }

    private List<Finding> findings(Node node, Duration lag, boolean heard) {
        Status status = limits.lag().judge(lag);
        return status == Status.UP
                ? List.of()
                : List.of(new Finding(
                        status,
                        cause(node, heard),
                        "standby may be " + behind(node, lag, heard) + ReachedLimit.words(limits.lag(), status),
                        remedies(node, heard)));
    }

    private static Cause cause(Node node, boolean heard) {
        if (node.paused()) {
            return ReplicationCauses.PAUSED;
        }
        return heard ? ReplicationCauses.LAG : ReplicationCauses.BROKEN;
    }

    private static List<Remedy> remedies(Node node, boolean heard) {
        List<Remedy> remedies = new ArrayList<>();
        if (node.paused()) {
            remedies.add(Remedy.words("resume the replay").run(Command.sql("SELECT pg_wal_replay_resume()")));
        }
        if (!heard) {
            remedies.add(Remedy.words("read the standby's log for why it does not stream: the primary is away, its"
                    + " address or password has changed, or it no longer has the log that is needed"));
        } else if (!node.paused()) {
            remedies.add(Remedy.words("find long queries on the standby, which its replay waits for")
                    .run(Command.sql("SELECT pid, application_name, state, now() - xact_start AS age, left(query, 60)"
                            + " FROM pg_stat_activity WHERE backend_xmin IS NOT NULL ORDER BY xact_start LIMIT 10")));
        }
        return remedies;
    }

    private static String behind(Node node, Duration lag, boolean heard) {
        String stream = heard ? "" : ", hears nothing from its primary";
        return Quantities.duration(lag) + " behind" + stream + paused(node);
    }

    private static String paused(Node node) {
        return node.paused() ? ", replay is paused" : "";
    }

    private static boolean isSilent(Receiver receiver) {
        Duration patience = receiver.timeout().dividedBy(2).plus(ANSWER);
        return !receiver.timeout().isZero()
                && receiver.silent().filter(age -> age.compareTo(patience) > 0).isPresent();
    }

    /**
     * What is known of it.
     *
     * @param lag how far behind it may be
     * @param hidden whether it may be out of touch without our seeing it
     * @param findings what is wrong
     * @param words the same for a standby that is well
     */
    record Lag(Duration lag, boolean hidden, List<Finding> findings, String words) {}
}
