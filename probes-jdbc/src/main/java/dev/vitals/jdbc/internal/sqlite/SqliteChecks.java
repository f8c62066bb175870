package dev.vitals.jdbc.internal.sqlite;

import dev.vitals.jdbc.internal.blocking.HolderReader;
import dev.vitals.jdbc.internal.connect.AskingProbe;
import dev.vitals.jdbc.internal.limits.DatabaseLimits;
import dev.vitals.jdbc.internal.session.DedicatedConnection;
import dev.vitals.jdbc.limits.IntegrityLimits;
import dev.vitals.jdbc.limits.WalLimits;
import dev.vitals.jdbc.limits.WriterLimits;
import dev.vitals.probe.Impact;
import dev.vitals.probe.Probe;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The checks that only SQLite has. */
public final class SqliteChecks {
    /** The check that reads the whole database, off by default. */
    public static final Set<String> OPTIONAL = Set.of("integrity");

    private static final Duration SELDOM = Duration.ofHours(6);
    private static final Duration ANSWER = Duration.ofSeconds(4);

    private SqliteChecks() {}

    /**
     * Returns how to find out which process keeps a query out of the file.
     *
     * @return asks the operating system
     */
    public static HolderReader holders() {
        return new SqliteHolders();
    }

    /**
     * Returns the checks.
     *
     * @param connection to ask over
     * @param limits when each leaves {@code UP}
     * @return the probes by the check's name, in order
     */
    public static Map<String, Probe> of(DedicatedConnection connection, DatabaseLimits limits) {
        Map<String, Probe> probes = new LinkedHashMap<>();
        probes.put("writer", new WriterProbe(connection, limits.of(WriterLimits.class), System::nanoTime));
        probes.put(
                "wal",
                AskingProbe.reading(connection, WalState::read, new WalJudge(limits.of(WalLimits.class)))
                        .under(policy -> policy.impact(Impact.MINOR)));
        probes.put("integrity", integrity(connection, limits.of(IntegrityLimits.class)));
        return probes;
    }

    private static Probe integrity(DedicatedConnection connection, IntegrityLimits limits) {
        return new AskingProbe<>(
                        connection,
                        context -> connection.run(
                                context,
                                limits.longest(),
                                session ->
                                        Integrity.read(session, limits.largest().bytes())),
                        new IntegrityJudge(limits, connection::target))
                .under(policy -> policy.every(SELDOM).timeout(limits.longest().plus(ANSWER)));
    }
}
