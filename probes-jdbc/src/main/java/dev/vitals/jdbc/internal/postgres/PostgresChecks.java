package dev.vitals.jdbc.internal.postgres;

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
import dev.vitals.jdbc.internal.limits.DatabaseLimits;
import dev.vitals.jdbc.internal.postgres.activity.PostgresActivity;
import dev.vitals.jdbc.internal.postgres.locks.PostgresHolders;
import dev.vitals.jdbc.internal.postgres.locks.PostgresLockReader;
import dev.vitals.jdbc.internal.postgres.replication.Replication;
import dev.vitals.jdbc.internal.postgres.replication.ReplicationJudge;
import dev.vitals.jdbc.internal.postgres.replication.SlotsJudge;
import dev.vitals.jdbc.internal.postgres.server.PostgresDiagnosis;
import dev.vitals.jdbc.internal.postgres.statements.StatementReader;
import dev.vitals.jdbc.internal.postgres.statements.StatementsJudge;
import dev.vitals.jdbc.internal.postgres.storage.ArchiverJudge;
import dev.vitals.jdbc.internal.postgres.storage.DatabaseCounters;
import dev.vitals.jdbc.internal.postgres.storage.FreezeAge;
import dev.vitals.jdbc.internal.postgres.storage.SequenceUse;
import dev.vitals.jdbc.internal.postgres.storage.SequencesJudge;
import dev.vitals.jdbc.internal.postgres.storage.SizeJudge;
import dev.vitals.jdbc.internal.postgres.storage.Stored;
import dev.vitals.jdbc.internal.postgres.storage.WraparoundJudge;
import dev.vitals.jdbc.internal.session.DedicatedConnection;
import dev.vitals.jdbc.internal.session.Session;
import dev.vitals.jdbc.internal.session.Shared;
import dev.vitals.jdbc.internal.session.Source;
import dev.vitals.jdbc.internal.session.Work;
import dev.vitals.jdbc.limits.ArchiverLimits;
import dev.vitals.jdbc.limits.ConnectionLimits;
import dev.vitals.jdbc.limits.DeadlockLimits;
import dev.vitals.jdbc.limits.LockLimits;
import dev.vitals.jdbc.limits.LongQueryLimits;
import dev.vitals.jdbc.limits.LongReaderLimits;
import dev.vitals.jdbc.limits.ReplicationLimits;
import dev.vitals.jdbc.limits.SequenceLimits;
import dev.vitals.jdbc.limits.SizeLimits;
import dev.vitals.jdbc.limits.SlotLimits;
import dev.vitals.jdbc.limits.StatementLimits;
import dev.vitals.jdbc.limits.TransactionLimits;
import dev.vitals.jdbc.limits.WraparoundLimits;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Impact;
import dev.vitals.probe.Probe;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Every check of a PostgreSQL server, with how it is read, judged and diagnosed. */
public final class PostgresChecks {
    private static final Duration SELDOM = Duration.ofMinutes(5);
    private static final String IDLE_TIMEOUT = "the role's idle_in_transaction_session_timeout";

    private final DedicatedConnection connection;
    private final DatabaseLimits limits;
    private final Shared<Activity> activity;
    private final StatementReader statements;
    private final Shared<DatabaseCounters> counters;

    private PostgresChecks(DedicatedConnection connection, DatabaseLimits limits) {
        this.connection = connection;
        this.limits = limits;
        this.activity = new Shared<>(connection, PostgresActivity::read);
        this.statements = new StatementReader(limits.of(StatementLimits.class));
        this.counters = new Shared<>(connection, this::counters);
    }

    /**
     * Returns how to read what clients do.
     *
     * @return two statements or three
     */
    public static Work<Activity> activity() {
        return PostgresActivity::read;
    }

    /**
     * Returns how to find out who keeps a query from its tables.
     *
     * @return one statement, and those of the locks when a change of a table waits
     */
    public static HolderReader holders() {
        return new PostgresHolders();
    }

    /**
     * Returns the checks.
     *
     * @param connection over which they ask
     * @param limits what counts as trouble
     * @return the probes by the check's name, in order
     */
    public static Map<String, Probe> of(DedicatedConnection connection, DatabaseLimits limits) {
        return new PostgresChecks(connection, limits).all();
    }

    private Map<String, Probe> all() {
        Map<String, Probe> probes = new LinkedHashMap<>();
        probes.put("locks", new LocksProbe(connection, new PostgresLockReader(), limits.of(LockLimits.class)));
        sessions(probes);
        probes.put(
                "wraparound",
                reading(FreezeAge::read, new WraparoundJudge(limits.of(WraparoundLimits.class)))
                        .diagnosedBy(PostgresDiagnosis::vacuum));
        counted(probes);
        replication(probes);
        storage(probes);
        return probes;
    }

    /** What clients do. */
    private void sessions(Map<String, Probe> probes) {
        LongReaders readers = new LongReaders(
                limits.of(LongReaderLimits.class),
                "until it ends, rows deleted or changed since it began cannot be vacuumed");
        probes.put(
                "connections",
                judging(activity, new ConnectionsJudge(limits.of(ConnectionLimits.class)))
                        .diagnosedBy(PostgresDiagnosis::sessions));
        probes.put(
                "queries",
                judging(activity, new QueriesJudge(limits.of(LongQueryLimits.class), readers))
                        .under(PostgresChecks::minor)
                        .diagnosedBy(PostgresDiagnosis::busy));
        probes.put(
                "transactions",
                judging(activity, new TransactionsJudge(limits.of(TransactionLimits.class), readers, IDLE_TIMEOUT))
                        .diagnosedBy(PostgresDiagnosis::transactions));
    }

    private void counted(Map<String, Probe> probes) {
        probes.put(
                "deadlocks",
                judging(
                                context -> counters.get(context).counted(),
                                new DeadlocksJudge(limits.of(DeadlockLimits.class), DatabaseCounters.ADVICE))
                        .under(PostgresChecks::minor));
        probes.put("archiver", judging(counters, new ArchiverJudge(limits.of(ArchiverLimits.class))));
    }

    private void replication(Map<String, Probe> probes) {
        Shared<Replication> replication = new Shared<>(connection, Replication::read);
        probes.put("replication", judging(replication, new ReplicationJudge(limits.of(ReplicationLimits.class))));
        probes.put("slots", judging(replication, new SlotsJudge(limits.of(SlotLimits.class))));
    }

    private void storage(Map<String, Probe> probes) {
        probes.put(
                "sequences",
                reading(SequenceUse::read, new SequencesJudge(limits.of(SequenceLimits.class)))
                        .under(PostgresChecks::seldom));
        probes.put(
                "size",
                reading(Stored::read, new SizeJudge(limits.of(SizeLimits.class)))
                        .under(policy -> seldom(minor(policy)))
                        .diagnosedBy(PostgresDiagnosis::tables));
        probes.put(
                "statements",
                reading(statements::read, new StatementsJudge(limits.of(StatementLimits.class), statements))
                        .under(policy -> minor(policy).every(Duration.ofMinutes(1)))
                        .onlyIf(statements::available));
    }

    private <T> AskingProbe<T> judging(Source<T> source, Judge<T> judge) {
        return new AskingProbe<>(connection, source, judge);
    }

    private <T> AskingProbe<T> reading(Work<T> work, Judge<T> judge) {
        return AskingProbe.reading(connection, work, judge);
    }

    private DatabaseCounters counters(Session session) throws SQLException {
        DatabaseCounters found = DatabaseCounters.read(session);
        statements.at(found.statements());
        return found;
    }

    /** What changes over days and takes the server a while to find out. */
    private static CheckPolicy seldom(CheckPolicy policy) {
        return policy.every(SELDOM);
    }

    /** What hurts the server before it hurts us, or may be intended. */
    private static CheckPolicy minor(CheckPolicy policy) {
        return policy.impact(Impact.MINOR);
    }
}
