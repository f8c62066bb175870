package dev.vitals.jdbc.internal.mysql;

import dev.vitals.jdbc.internal.activity.Activity;
import dev.vitals.jdbc.internal.activity.ConnectionsJudge;
import dev.vitals.jdbc.internal.activity.DeadlocksJudge;
import dev.vitals.jdbc.internal.activity.LongReaders;
import dev.vitals.jdbc.internal.activity.QueriesJudge;
import dev.vitals.jdbc.internal.activity.TransactionsJudge;
import dev.vitals.jdbc.internal.blocking.HolderReader;
import dev.vitals.jdbc.internal.blocking.LocksProbe;
import dev.vitals.jdbc.internal.connect.AskingProbe;
import dev.vitals.jdbc.internal.connect.Judge;
import dev.vitals.jdbc.internal.findings.GoodToKnow;
import dev.vitals.jdbc.internal.limits.DatabaseLimits;
import dev.vitals.jdbc.internal.mysql.activity.MySqlDeadlocks;
import dev.vitals.jdbc.internal.mysql.activity.SlowStatementsJudge;
import dev.vitals.jdbc.internal.mysql.activity.Snapshot;
import dev.vitals.jdbc.internal.mysql.activity.ThreadsJudge;
import dev.vitals.jdbc.internal.mysql.locks.MySqlHolders;
import dev.vitals.jdbc.internal.mysql.locks.MySqlLockReader;
import dev.vitals.jdbc.internal.mysql.replication.GaleraJudge;
import dev.vitals.jdbc.internal.mysql.replication.Replica;
import dev.vitals.jdbc.internal.mysql.replication.ReplicaJudge;
import dev.vitals.jdbc.internal.mysql.server.Right;
import dev.vitals.jdbc.internal.mysql.server.Rights;
import dev.vitals.jdbc.internal.mysql.server.Server;
import dev.vitals.jdbc.internal.session.DedicatedConnection;
import dev.vitals.jdbc.internal.session.Session;
import dev.vitals.jdbc.internal.session.Shared;
import dev.vitals.jdbc.internal.session.Source;
import dev.vitals.jdbc.internal.session.Work;
import dev.vitals.jdbc.limits.ConnectionLimits;
import dev.vitals.jdbc.limits.DeadlockLimits;
import dev.vitals.jdbc.limits.LockLimits;
import dev.vitals.jdbc.limits.LongQueryLimits;
import dev.vitals.jdbc.limits.LongReaderLimits;
import dev.vitals.jdbc.limits.MySqlReplicationLimits;
import dev.vitals.jdbc.limits.MySqlStatementLimits;
import dev.vitals.jdbc.limits.ThreadLimits;
import dev.vitals.jdbc.limits.TransactionLimits;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Impact;
import dev.vitals.probe.Probe;
import dev.vitals.probe.Result;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** The checks of MySQL and MariaDB. */
public final class MySqlChecks {
    private static final String IDLE_TIMEOUT = "MariaDB's idle_transaction_timeout, or on MySQL a shorter wait_timeout";

    private final DedicatedConnection connection;
    private final DatabaseLimits limits;
    private final LongSupplier nanoTime;
    private final Rights rights;
    private final Source<Snapshot> snapshot;
    private volatile boolean galera;
    private volatile boolean counting;

    private MySqlChecks(DedicatedConnection connection, DatabaseLimits limits, LongSupplier nanoTime) {
        this.connection = connection;
        this.limits = limits;
        this.nanoTime = nanoTime;
        this.rights = new Rights(nanoTime);
        this.snapshot = rights.renewing(connection, new Shared<>(connection, this::snapshot));
    }

    /**
     * Returns how to read what clients do.
     *
     * @return three statements
     */
    public static Work<Activity> activity() {
        Rights rights = new Rights(System::nanoTime);
        return session -> Snapshot.read(session, rights).activity();
    }

    /**
     * Returns how to find out who keeps a query from its tables.
     *
     * @return one statement, and those of the locks when a change of a table waits
     */
    public static HolderReader holders() {
        return new MySqlHolders(new Rights(System::nanoTime));
    }

    /**
     * Returns the checks.
     *
     * @param connection to ask over
     * @param limits when each leaves {@code UP}
     * @return the probes by the check's name, in order
     */
    public static Map<String, Probe> of(DedicatedConnection connection, DatabaseLimits limits) {
        return of(connection, limits, System::nanoTime);
    }

    public static Map<String, Probe> of(DedicatedConnection connection, DatabaseLimits limits, LongSupplier nanoTime) {
        return new MySqlChecks(connection, limits, nanoTime).all();
    }

    private Map<String, Probe> all() {
        MySqlDiagnosis diagnosis = new MySqlDiagnosis(rights);
        Map<String, Probe> probes = new LinkedHashMap<>();
        probes.put("locks", new LocksProbe(connection, new MySqlLockReader(rights), limits.of(LockLimits.class)));
        probes.put(
                "connections",
                seeing(Snapshot::activity, new ConnectionsJudge(limits.of(ConnectionLimits.class)))
                        .diagnosedBy(diagnosis::connections));
        probes.put("threads", seeing(Function.identity(), new ThreadsJudge(limits.of(ThreadLimits.class))));
        probes.put(
                "queries",
                seeing(Snapshot::activity, new QueriesJudge(limits.of(LongQueryLimits.class), readers()))
                        .under(MySqlChecks::minor)
                        .diagnosedBy(diagnosis::statements));
        probes.put("transactions", seeing(Function.identity(), transactions()));
        probes.put("deadlocks", deadlocks().under(MySqlChecks::minor));
        probes.put(
                "statements",
                seeing(Function.identity(), new SlowStatementsJudge(limits.of(MySqlStatementLimits.class), nanoTime))
                        .under(MySqlChecks::minor)
                        .diagnosedBy(diagnosis::statements)
                        .onlyIf(() -> counting));
        probes.put("replication", replication());
        probes.put("galera", seeing(Snapshot::status, new GaleraJudge()).onlyIf(() -> galera));
        return probes;
    }

    /** With what a crash would cost those that have committed. */
    private Judge<Snapshot> transactions() {
        Judge<Activity> open = new TransactionsJudge(limits.of(TransactionLimits.class), readers(), IDLE_TIMEOUT);
        return (snapshot, context) -> {
            Result result = open.judge(snapshot.transactions(), context);
            return GoodToKnow.note(result, snapshot.settings().durability().notes());
        };
    }

    private LongReaders readers() {
        return new LongReaders(
                limits.of(LongReaderLimits.class), "until it ends, old versions of rows cannot be purged");
    }

    private Snapshot snapshot(Session session) throws SQLException {
        Snapshot read = Snapshot.read(session, rights);
        galera = GaleraJudge.isNode(read.status());
        counting = read.countsSlowStatements();
        return read;
    }

    private AskingProbe<DeadlocksJudge.Counters> deadlocks() {
        return new AskingProbe<>(
                connection,
                MySqlDeadlocks.source(connection, snapshot, rights),
                new DeadlocksJudge(limits.of(DeadlockLimits.class), MySqlDeadlocks.ADVICE));
    }

    private AskingProbe<Replica> replication() {
        Source<Replica> replica = context -> connection.run(context, this::replica);
        return new AskingProbe<>(
                connection,
                rights.renewing(connection, replica),
                new ReplicaJudge(limits.of(MySqlReplicationLimits.class), nanoTime));
    }

    private Replica replica(Session session) throws SQLException {
        return rights.use(session, Right.REPLICA, one -> Replica.read(one, Server.of(one)));
    }

    /** A check of a part of the snapshot that all of them share. */
    private <T> AskingProbe<T> seeing(Function<Snapshot, T> part, Judge<T> judge) {
        return new AskingProbe<>(connection, context -> part.apply(snapshot.get(context)), judge);
    }

    /** For findings that hurt the server before they hurt us, or may be intended. */
    private static CheckPolicy minor(CheckPolicy policy) {
        return policy.impact(Impact.MINOR);
    }
}
