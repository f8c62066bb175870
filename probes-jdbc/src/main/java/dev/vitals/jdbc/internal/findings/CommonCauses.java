package dev.vitals.jdbc.internal.findings;

import dev.vitals.probe.Cause;
import dev.vitals.probe.Cause.Kind;
import java.util.List;

/** What checks of several products find, each in its own way. */
public final class CommonCauses {
    /** A replica or standby is behind. */
    public static final Cause REPLICATION_LAG = Cause.of(
            "replication.lag",
            Kind.LAGGING,
            "a replica is behind",
            "The replica applies changes later than its source makes them, so it shows old data, and a failover to it"
                    + " would have to wait or lose some. One large transaction, long statements on the replica or a"
                    + " slow disk are the usual reasons.",
            "look for one large transaction at the source",
            "look for long statements and a slow disk on the replica");
    /** Slow statements cost much of the server's time. */
    public static final Cause SLOW_STATEMENTS = Cause.of(
            "statements.slow",
            Kind.SLOW,
            "slow statements take much of the server's time",
            "Statements that the server counts as slow come often, or one of them takes a large share of all time. A"
                    + " missing index is the most frequent reason.",
            "see which statements take most of the time",
            "look at the plan of the first one, with real values");

    /** Every cause of this class. */
    public static final List<Cause> ALL = List.of(REPLICATION_LAG, SLOW_STATEMENTS);

    private CommonCauses() {}
}
