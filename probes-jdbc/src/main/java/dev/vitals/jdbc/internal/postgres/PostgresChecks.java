package dev.vitals.jdbc.internal.postgres;

import dev.vitals.jdbc.internal.activity.Activity;
import dev.vitals.jdbc.internal.activity.ConnectionsJudge;
import dev.vitals.jdbc.internal.activity.DeadlocksJudge;
import dev.vitals.jdbc.internal.activity.QueriesJudge;
import dev.vitals.jdbc.internal.activity.TransactionsJudge;
import dev.vitals.jdbc.internal.blocking.LocksProbe;
import dev.vitals.jdbc.internal.connect.AskingProbe;
import dev.vitals.jdbc.internal.limits.DatabaseLimits;
import dev.vitals.jdbc.internal.postgres.activity.PostgresActivity;
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
import dev.vitals.jdbc.internal.postgres.storage.WraparoundJudge;
import dev.vitals.jdbc.internal.session.DedicatedConnection;
import dev.vitals.jdbc.internal.session.Session;
import dev.vitals.jdbc.internal.session.Shared;
import dev.vitals.jdbc.internal.session.Work;
import dev.vitals.jdbc.limits.ArchiverLimits;
import dev.vitals.jdbc.limits.ConnectionLimits;
import dev.vitals.jdbc.limits.DeadlockLimits;
import dev.vitals.jdbc.limits.LockLimits;
import dev.vitals.jdbc.limits.LongQueryLimits;
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

    private PostgresChecks() {}

    /**
     * Returns how to read what clients do.
     *
     * @return two statements or three
     */
    public static Work<Activity> activity() {
        return PostgresActivity::read;
    }

    /**
     * Returns the checks.
     *
     * @param connection over which they ask
     * @param limits what counts as trouble
     * @return the probes by the check's name, in order
     */
    public static Map<String, Probe> of(DedicatedConnection connection, DatabaseLimits limits) {
        Shared<Activity> activity = new Shared<>(connection, PostgresActivity::read);
        StatementReader statements = new StatementReader(limits.of(StatementLimits.class));
        Shared<DatabaseCounters> counters = new Shared<>(connection, session -> {
            DatabaseCounters found = DatabaseCounters.read(session);
            statements.at(found.statements());
            return found;
        });
        Shared<Replication> replication = new Shared<>(connection, Replication::read);
        Map<String, Probe> probes = new LinkedHashMap<>();
        probes.put("locks", new LocksProbe(connection, new PostgresLockReader(), limits.of(LockLimits.class)));
        probes.put(
                "connections",
                new AskingProbe<>(connection, activity, new ConnectionsJudge(limits.of(ConnectionLimits.class)))
                        .diagnosedBy(PostgresDiagnosis::sessions));
        probes.put(
                "queries",
                new AskingProbe<>(connection, activity, new QueriesJudge(limits.of(LongQueryLimits.class)))
                        .under(PostgresChecks::minor)
                        .diagnosedBy(PostgresDiagnosis::busy));
        probes.put(
                "transactions",
                new AskingProbe<>(
                                connection,
                                activity,
                                new TransactionsJudge(
                                        limits.of(TransactionLimits.class),
                                        "the role's idle_in_transaction_session_timeout"))
                        .diagnosedBy(PostgresDiagnosis::transactions));
        probes.put(
                "wraparound",
                AskingProbe.reading(connection, FreezeAge::read, new WraparoundJudge(limits.of(WraparoundLimits.class)))
                        .diagnosedBy(PostgresDiagnosis::vacuum));
        probes.put(
                "deadlocks",
                new AskingProbe<>(
                                connection,
                                context -> counters.get(context).counted(),
                                new DeadlocksJudge(limits.of(DeadlockLimits.class), DatabaseCounters.ADVICE))
                        .under(PostgresChecks::minor));
        probes.put(
                "archiver",
                new AskingProbe<>(connection, counters, new ArchiverJudge(limits.of(ArchiverLimits.class))));
        probes.put(
                "replication",
                new AskingProbe<>(connection, replication, new ReplicationJudge(limits.of(ReplicationLimits.class))));
        probes.put("slots", new AskingProbe<>(connection, replication, new SlotsJudge(limits.of(SlotLimits.class))));
        probes.put(
                "sequences",
                AskingProbe.reading(connection, SequenceUse::read, new SequencesJudge(limits.of(SequenceLimits.class)))
                        .under(PostgresChecks::seldom));
        probes.put(
                "size",
                AskingProbe.reading(connection, PostgresChecks::size, new SizeJudge(limits.of(SizeLimits.class)))
                        .under(policy -> seldom(minor(policy)))
                        .diagnosedBy(PostgresDiagnosis::tables));
        probes.put(
                "statements",
                AskingProbe.reading(
                                connection,
                                statements::read,
                                new StatementsJudge(limits.of(StatementLimits.class), statements))
                        .under(policy -> minor(policy).every(Duration.ofMinutes(1)))
                        .onlyIf(statements::available));
        return probes;
    }

    private static Long size(Session session) throws SQLException {
        return session.first(SizeJudge.QUERY, row -> row.getLong(1)).orElse(0L);
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
