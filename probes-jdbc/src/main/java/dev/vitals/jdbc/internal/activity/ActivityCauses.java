package dev.vitals.jdbc.internal.activity;

import dev.vitals.probe.Cause;
import dev.vitals.probe.Cause.Kind;
import dev.vitals.spi.CauseLink;
import java.util.List;

/** What can be wrong with what the sessions of a server do, and what follows from it. */
public final class ActivityCauses {
    static final Cause CONNECTIONS_HIGH = Cause.of(
            "db.connections.high",
            Kind.EXHAUSTED,
            "few connections are left",
            "The server, a role or a database has few connections left for an ordinary user; when none is left, logins are"
                    + " refused. Most often pools are larger, or instances more, than the server allows for, or connections"
                    + " are never given back.",
            "see which program and user hold most of the connections",
            "shrink its pools, or put a pooler in between",
            "end sessions that have been idle for long");
    static final Cause QUERY_LONG = Cause.of(
            "queries.long",
            Kind.SLOW,
            "a client's statement runs long",
            "A statement has been working for longer than its limit; time spent waiting for a lock is not counted. Most often"
                    + " an index is missing, the plan has changed, or a report reads more than it should.",
            "cancel the statement if its answer is not needed",
            "look at its plan");
    static final Cause TRANSACTION_IDLE = Cause.of(
            "transactions.idle",
            Kind.BLOCKED,
            "a transaction is open and does nothing",
            "A client has begun a transaction and neither works in it nor ends it. Until it does, the transaction keeps its"
                    + " locks, and dead rows from being removed.",
            "commit or roll back in the client; last resort, end the session",
            "keep remote calls out of transactions, and set the server's time limit for idle transactions");
    static final Cause TRANSACTION_LONG = Cause.of(
            "transactions.long",
            Kind.SLOW,
            "a transaction has been open for long",
            "A client has been working in one transaction for longer than its limit. Until it ends, the transaction keeps its"
                    + " locks, and dead rows from being removed.",
            "wait for it to end, or cancel its statement",
            "commit in smaller batches");
    static final Cause TRANSACTION_PREPARED = Cause.of(
            "transactions.prepared",
            Kind.BLOCKED,
            "a prepared transaction was left behind",
            "A transaction was prepared for a two-phase commit and was not ended since. It keeps its locks, even across"
                    + " restarts of the server. Most often its transaction manager has crashed in between.",
            "let its transaction manager commit or roll it back; last resort, roll it back by hand",
            "read the transaction manager's log, and see to its recovery after a crash");
    static final Cause DEADLOCKS_FREQUENT = Cause.of(
            "deadlocks.frequent",
            Kind.FAILING,
            "deadlocks are frequent",
            "Transactions lock the same rows in different orders, and the server resolves that by failing one of them. Single"
                    + " ones are tried again and forgotten; many cost throughput.",
            "find both statements of a deadlock in the server's log or status",
            "lock rows in the same order everywhere, such as by key");
    static final Cause ROLLBACKS_FREQUENT = Cause.of(
            "rollbacks.frequent",
            Kind.FAILING,
            "many transactions are rolled back",
            "More transactions end in a rollback than the limit that was set. Most often statements fail, or the application"
                    + " runs into errors of its own.",
            "read the application's log for the errors after which it rolled back",
            "read the server's log for statements that failed");

    /** Every cause of this room. */
    public static final List<Cause> ALL = List.of(
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
                    "transactions.idle", "pool.exhausted", "sessions idle in transaction explain an exhausted pool"),
            CauseLink.sameResource(
                    "transactions.idle", "pool.saturated", "sessions idle in transaction explain a pool in full use"),
            CauseLink.sameResource(
                    "queries.long", "pool.exhausted", "statements that run long explain an exhausted pool"),
            CauseLink.sameResource(
                    "queries.long", "pool.saturated", "statements that run long explain a pool in full use"));

    private ActivityCauses() {}
}
