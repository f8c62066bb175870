package dev.vitals.jdbc.internal.activity;

import dev.vitals.probe.Cause;
import dev.vitals.probe.Cause.Kind;
import java.util.List;

/** What a server's own statistics of statements can show, whatever the product. */
public final class StatementCauses {
    /** Slow statements take much of the server's time. */
    public static final Cause SLOW = Cause.of(
            "statements.slow",
            Kind.SLOW,
            "slow statements take much of the server's time",
            "Statements that are both slow and frequent take a large part of the server's time. Most often an index"
                    + " is missing or is not used.",
            "check the plan of the statement with real values",
            "add the index that it lacks, or change the statement so that it uses an existing one");

    /** Every cause of this kind that is not one product's own. */
    public static final List<Cause> ALL = List.of(SLOW);

    private StatementCauses() {}
}
