package dev.vitals.jdbc.internal.activity;

import dev.vitals.probe.Cause;
import dev.vitals.probe.Cause.Kind;
import dev.vitals.spi.CauseLink;
import java.util.List;

/** What can be wrong with what the sessions of a server do, and what follows from it. */
public final class ActivityCauses {
    /** The server does not report what a check reads. */
    public static final Cause NOT_REPORTED = Cause.of(
            "db.not-reported",
            Kind.UNKNOWN,
            "server does not report what a check reads",
            "The statistics that a check reads are switched off, so that a server in trouble looks like one at rest.",
            "switch the setting on that the summary names, or leave the check out");

    static final Cause CONNECTIONS_HIGH = Cause.of(
            "db.connections.high",
            Kind.EXHAUSTED,
            "few connections are left",
            "The server, a role or a database has few connections left for ordinary users; when none is left, logins"
                    + " are refused. Most often the pools of all instances together are larger than the server"
                    + " allows, or connections are never given back.",
            "find the program and the user that hold the most connections",
            "shrink their pools, or put a pooler in between",
            "end sessions that have been idle for long");
    static final Cause QUERY_LONG = Cause.of(
            "queries.long",
            Kind.SLOW,
            "statement of a client runs long",
            "A statement has been running for longer than its limit; time spent waiting for a lock does not count."
                    + " Most often an index is missing, the plan has changed, or a report reads more than it should.",
            "cancel the statement if its answer is not needed",
            "check its plan");
    static final Cause TRANSACTION_IDLE = Cause.of(
            "transactions.idle",
            Kind.BLOCKED,
            "transaction is open and does nothing",
            "A client has begun a transaction and neither works in it nor ends it. Until it ends, the transaction"
                    + " keeps its locks and prevents the removal of dead rows.",
            "commit or roll back in the client; as a last resort, end the session",
            "make no remote calls within transactions, and set the server's time limit for idle transactions");
    static final Cause TRANSACTION_LONG = Cause.of(
            "transactions.long",
            Kind.SLOW,
            "transaction has been open for long",
            "A client has been working in one transaction for longer than its limit. Until it ends, the transaction"
                    + " keeps its locks and prevents the removal of dead rows.",
            "wait for it to end, or cancel its statement",
            "commit in smaller batches");
    static final Cause TRANSACTION_PREPARED = Cause.of(
            "transactions.prepared",
            Kind.BLOCKED,
            "prepared transaction was left behind",
            "A transaction was prepared for a two-phase commit and has not been ended since, most often because its"
                    + " transaction manager crashed in between. It keeps its locks, even across restarts of the"
                    + " server.",
            "let its transaction manager commit it or roll it back; as a last resort, roll it back by hand",
            "read the transaction manager's log, and repair its recovery after a crash");
    static final Cause DEADLOCKS_FREQUENT = Cause.of(
            "deadlocks.frequent",
            Kind.FAILING,
            "deadlocks are frequent",
            "Transactions lock the same rows in different orders, and the server ends each deadlock by failing one"
                    + " of them. A single one, retried, does no harm; many cost throughput.",
            "find both statements of a deadlock in the server's log or status",
            "lock rows in the same order everywhere, such as by key");
    static final Cause ROLLBACKS_FREQUENT = Cause.of(
            "rollbacks.frequent",
            Kind.FAILING,
            "many transactions are rolled back",
            "More transactions end in a rollback than the configured limit allows. Most often statements fail, or"
                    + " the application runs into errors of its own.",
            "read the application's log for the errors that precede the rollbacks",
            "read the server's log for statements that failed");

    /** Every cause of this room. */
    public static final List<Cause> ALL = List.of(
            NOT_REPORTED,
            CONNECTIONS_HIGH,
            QUERY_LONG,
            TRANSACTION_IDLE,
            TRANSACTION_LONG,
            TRANSACTION_PREPARED,
            DEADLOCKS_FREQUENT,
            ROLLBACKS_FREQUENT);

    /** What they explain, strongest first. */
    public static final List<CauseLink> LINKS = List.of(
            CauseLink.sameResource(
                    TRANSACTION_IDLE.code(),
                    "pool.exhausted",
                    "sessions idle in transaction explain an exhausted pool"),
            CauseLink.sameResource(
                    TRANSACTION_IDLE.code(),
                    "pool.saturated",
                    "sessions idle in transaction explain a pool in full use"),
            CauseLink.sameResource(
                    QUERY_LONG.code(), "pool.exhausted", "statements that run long explain an exhausted pool"),
            CauseLink.sameResource(
                    QUERY_LONG.code(), "pool.saturated", "statements that run long explain a pool in full use"));

    private ActivityCauses() {}
}
