package dev.vitals.jdbc.internal.postgres;

import dev.vitals.jdbc.internal.activity.Activity;
import dev.vitals.jdbc.internal.activity.ConnectionsJudge;
import dev.vitals.jdbc.internal.activity.DeadlocksJudge;
import dev.vitals.jdbc.internal.activity.QueriesJudge;
import dev.vitals.jdbc.internal.activity.TransactionsJudge;
import dev.vitals.jdbc.internal.blocking.LocksProbe;
import dev.vitals.jdbc.internal.connect.AskingProbe;
import dev.vitals.jdbc.internal.session.DedicatedConnection;
import dev.vitals.jdbc.internal.session.Shared;
import dev.vitals.jdbc.internal.session.Work;
import dev.vitals.jdbc.limits.DatabaseLimits;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Impact;
import dev.vitals.probe.Probe;
import java.util.LinkedHashMap;
import java.util.Map;

/** The checks that only PostgreSQL has, or that nobody has written for another product yet. */
public final class PostgresChecks {
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
        Map<String, Probe> probes = new LinkedHashMap<>();
        probes.put("locks", new LocksProbe(connection, new PostgresLockReader(), limits.locks()));
        probes.put("connections", new AskingProbe<>(connection, activity, new ConnectionsJudge(limits.connections())));
        probes.put(
                "queries",
                new AskingProbe<>(connection, activity, new QueriesJudge(limits.queries()))
                        .under(PostgresChecks::minor));
        probes.put(
                "transactions",
                new AskingProbe<>(
                        connection,
                        activity,
                        new TransactionsJudge(
                                limits.transactions(), "the role's idle_in_transaction_session_timeout")));
        probes.put(
                "wraparound",
                AskingProbe.reading(connection, FreezeAge::read, new WraparoundJudge(limits.wraparound())));
        probes.put(
                "deadlocks",
                AskingProbe.reading(
                                connection,
                                DatabaseCounters::read,
                                new DeadlocksJudge(limits.deadlocks(), DatabaseCounters.ADVICE))
                        .under(PostgresChecks::minor));
        Shared<Replication> replication = new Shared<>(connection, Replication::read);
        probes.put(
                "replication", new AskingProbe<>(connection, replication, new ReplicationJudge(limits.replication())));
        probes.put("slots", new AskingProbe<>(connection, replication, new SlotsJudge(limits.slots())));
        return probes;
    }

    /** What hurts the server before it hurts us, or may be meant so. */
    private static CheckPolicy minor(CheckPolicy policy) {
        return policy.impact(Impact.MINOR);
    }
}
