package dev.vitals.jdbc.internal.postgres.replication;

import dev.vitals.probe.Cause;
import dev.vitals.probe.Cause.Kind;
import java.util.List;

/** What can be wrong with subscriptions. */
public final class SubscriptionCauses {
    static final Cause CUT_OFF = Cause.of(
            "replication.subscription-cut-off",
            Kind.LAGGING,
            "subscription receives nothing",
            "A subscription is enabled but does not hear from its publisher, so the tables that it feeds get old, and the"
                    + " publisher keeps write-ahead log for it until its disk is full.",
            "read this server's log for why it does not connect",
            "if it is not needed any more, drop it here and its slot at the publisher");
    static final Cause FAILING = Cause.of(
            "replication.subscription-failing",
            Kind.FAILING,
            "subscription cannot apply changes",
            "Changes arrive but cannot be applied: most often a row is already there, or a table or column is missing. Until"
                    + " that is mended nothing of the subscription is applied, and the publisher keeps write-ahead log"
                    + " for it.",
            "read this server's log for the row and the constraint",
            "mend the row or the table here; or skip the transaction that the log names with ALTER SUBSCRIPTION … SKIP");

    static final Cause WAITING = Cause.of(
            "replication.subscription-waiting",
            Kind.LAGGING,
            "subscription waits for a lock",
            "A subscription is connected, but the process that applies its changes waits for a lock that another session of this"
                    + " server holds: on a row that both change, or on a table. Until that session ends its transaction nothing of"
                    + " the subscription is applied, and the publisher keeps write-ahead log for it.",
            "commit or roll back in the session that holds the lock",
            "let nothing but the subscription write to its tables");

    /** Every cause of this kind. */
    public static final List<Cause> ALL = List.of(CUT_OFF, FAILING, WAITING);

    private SubscriptionCauses() {}
}
