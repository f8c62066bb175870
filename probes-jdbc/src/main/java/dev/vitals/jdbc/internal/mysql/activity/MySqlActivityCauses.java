package dev.vitals.jdbc.internal.mysql.activity;

import dev.vitals.probe.Cause;
import dev.vitals.probe.Cause.Kind;
import java.util.List;

/** What the threads and statements of a MySQL or MariaDB server can show. */
public final class MySqlActivityCauses {
    static final Cause PILING_UP = Cause.of(
            "threads.piling-up",
            Kind.SLOW,
            "statements pile up on the server",
            "Many statements run at the same time, sample after sample: they arrive faster than they finish. The"
                    + " usual reasons are a statement that has lost its index, a row that many of them update, or a"
                    + " saturated disk.",
            "find out what they have in common: the same statement, the same state",
            "check for a statement that has lost its index, a hot row, or a saturated disk");
    static final Cause NOT_COUNTED = Cause.of(
            "statements.not-counted",
            Kind.UNKNOWN,
            "slow statements are not counted",
            "The server has stopped counting slow statements: MySQL counts them only while its slow log is on.",
            "switch the slow log on, in the server's configuration too, or leave this check out");

    /** Every cause of this class. */
    public static final List<Cause> ALL = List.of(PILING_UP, NOT_COUNTED);

    private MySqlActivityCauses() {}
}
