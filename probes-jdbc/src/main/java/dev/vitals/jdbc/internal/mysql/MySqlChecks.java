package dev.vitals.jdbc.internal.mysql;

import dev.vitals.jdbc.internal.activity.ConnectionsJudge;
import dev.vitals.jdbc.internal.activity.QueriesJudge;
import dev.vitals.jdbc.internal.activity.TransactionsJudge;
import dev.vitals.jdbc.internal.connect.AskingProbe;
import dev.vitals.jdbc.internal.connect.Judge;
import dev.vitals.jdbc.internal.session.DedicatedConnection;
import dev.vitals.jdbc.internal.session.Shared;
import dev.vitals.jdbc.internal.session.Source;
import dev.vitals.jdbc.limits.DatabaseLimits;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Impact;
import dev.vitals.probe.Probe;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** The checks of MySQL and MariaDB. */
public final class MySqlChecks {
    private static final String IDLE_TIMEOUT = "MariaDB's idle_transaction_timeout, or on MySQL a shorter wait_timeout";

    private final DedicatedConnection connection;
    private final DatabaseLimits limits;
    private final Rights rights;
    private final Source<Snapshot> snapshot;

    private MySqlChecks(DedicatedConnection connection, DatabaseLimits limits, LongSupplier nanoTime) {
        this.connection = connection;
        this.limits = limits;
        this.rights = new Rights(nanoTime);
        this.snapshot =
                rights.renewing(connection, new Shared<>(connection, session -> Snapshot.read(session, rights)));
    }

    /**
     * Returns the checks.
     *
     * @param connection over which they ask
     * @param limits what counts as trouble
     * @return the probes by the check's name, in order
     */
    public static Map<String, Probe> of(DedicatedConnection connection, DatabaseLimits limits) {
        return of(connection, limits, System::nanoTime);
    }

    static Map<String, Probe> of(DedicatedConnection connection, DatabaseLimits limits, LongSupplier nanoTime) {
        return new MySqlChecks(connection, limits, nanoTime).all();
    }

    private Map<String, Probe> all() {
        Map<String, Probe> probes = new LinkedHashMap<>();
        probes.put("connections", seeing(Snapshot::activity, new ConnectionsJudge(limits.connections())));
        probes.put(
                "queries",
                seeing(Snapshot::activity, new QueriesJudge(limits.queries())).under(MySqlChecks::minor));
        probes.put(
                "transactions",
                seeing(Snapshot::transactions, new TransactionsJudge(limits.transactions(), IDLE_TIMEOUT)));
        return probes;
    }

    /** A check of something that all of them read together. */
    private <T> AskingProbe<T> seeing(Function<Snapshot, T> part, Judge<T> judge) {
        return new AskingProbe<>(connection, context -> part.apply(snapshot.get(context)), judge);
    }

    /** What hurts the server before it hurts us, or may be meant so. */
    private static CheckPolicy minor(CheckPolicy policy) {
        return policy.impact(Impact.MINOR);
    }
}
