package dev.vitals.jdbc.internal.sqlite;

import dev.vitals.probe.Cause;
import dev.vitals.probe.Cause.Kind;
import java.util.List;

/** What only a database in a file can show. */
public final class SqliteCauses {
    static final Cause WRITER_STUCK = Cause.of(
            "writer.stuck",
            Kind.BLOCKED,
            "one process holds the write lock",
            "SQLite allows one writer at a time, and the current one has not committed for long, so the writes of"
                    + " all others fail.",
            "find the transaction that is neither committed nor rolled back",
            "end the process that holds the lock if it is not needed");
    static final Cause WAL_LARGE = Cause.of(
            "wal.large",
            Kind.LAGGING,
            "write-ahead log is large",
            "The log is not copied back into the database, most often because a reader never ends its transaction."
                    + " Reads get slower, and the file keeps growing.",
            "find the reader that never ends its transaction",
            "copy the log back with PRAGMA wal_checkpoint(TRUNCATE)");
    static final Cause TOO_LARGE = Cause.of(
            "integrity.too-large",
            Kind.UNKNOWN,
            "database is too large to be read whole",
            "The check reads every page of the database, and there are more than it may read, so it knows nothing"
                    + " about the database's integrity.",
            "check a copy of it elsewhere",
            "raise the limit of the check");

    /** Every cause of this class. */
    public static final List<Cause> ALL = List.of(WRITER_STUCK, WAL_LARGE, TOO_LARGE);

    private SqliteCauses() {}
}
