package dev.vitals.jdbc.internal.postgres.storage;

import dev.vitals.probe.Cause;
import dev.vitals.probe.Cause.Kind;
import java.util.List;

/** What a PostgreSQL database can run out of. */
public final class StorageCauses {
    static final Cause WRAPAROUND_NEAR = Cause.of(
            "wraparound.near",
            Kind.EXHAUSTED,
            "server is running out of transaction numbers",
            "Old rows are not frozen as fast as transaction or multixact numbers are used, and at an age of some 2.1"
                    + " billion the server refuses writes. Most often an old transaction, a prepared one or an"
                    + " unused replication slot keeps rows from being frozen, or autovacuum is too slow.",
            "end old transactions and prepared transactions, and drop replication slots without a reader",
            "run VACUUM (FREEZE) on the oldest tables, one after the other");
    static final Cause ARCHIVER_FAILING = Cause.of(
            "archiver.failing",
            Kind.FAILING,
            "write-ahead log is not archived",
            "The command or library that archives the log fails. Until it succeeds, backups cannot be brought up to"
                    + " date, and the log fills the server's disk.",
            "read the server's log for the error of the archive command",
            "check whether the target is full, gone or refuses the login",
            "watch the space left for pg_wal");
    static final Cause ARCHIVER_NOT_CONFIGURED = Cause.of(
            "archiver.not-configured",
            Kind.MISCONFIGURED,
            "archiving is on but has no command",
            "The server keeps each file of its write-ahead log until it is archived, but was not told how to archive"
                    + " one. It tries nothing, so nothing fails; the log fills the server's disk, and backups cannot be"
                    + " brought up to date.",
            "set archive_command or archive_library, and reload the configuration",
            "watch the space left for pg_wal");
    static final Cause ARCHIVER_STALLED = Cause.of(
            "archiver.stalled",
            Kind.FAILING,
            "write-ahead log waits to be archived",
            "Files of the log wait, and for long none was archived although no try has failed: most often the archive"
                    + " command does not end. The log fills the server's disk, and backups cannot be brought up to date.",
            "find out on the server's host what the archive command waits for",
            "watch the space left for pg_wal");
    static final Cause SEQUENCES_NEAR_END = Cause.of(
            "sequences.near-end",
            Kind.EXHAUSTED,
            "sequence is running out of values",
            "A sequence, or the narrower column that it feeds, has used nearly all of its values. After the last"
                    + " one, inserts fail.",
            "widen the column and the sequence to bigint, in time: a large table takes long");
    static final Cause SIZE_LARGE = Cause.of(
            "size.large",
            Kind.EXHAUSTED,
            "database is larger than its limit",
            "The database has reached the size that was set as its limit. Most often dead rows, old partitions, logs"
                    + " or queues are not removed.",
            "find the largest tables in the check's diagnosis");
    static final Cause SIZE_GROWING = Cause.of(
            "size.growing",
            Kind.EXHAUSTED,
            "database grows faster than its limit",
            "Within an hour the database has grown by more than the limit that was set. Most often a job writes"
                    + " without end, or dead rows are not removed.",
            "find the largest tables in the check's diagnosis",
            "check for long transactions, which prevent the removal of dead rows");

    static final Cause VACUUM_OFF = Cause.of(
            "vacuum.off",
            Kind.MISCONFIGURED,
            "nothing removes dead rows",
            "A table has more dead rows than live ones, and autovacuum is off for it or for the whole server. The table and"
                    + " its indexes grow without end, and each query reads more for the same rows.",
            "run VACUUM on the table",
            "set autovacuum on again, or have VACUUM run every night");

    static final Cause PAGES_DAMAGED = Cause.of(
            "pages.damaged",
            Kind.DAMAGED,
            "pages of the database are damaged",
            "The server has read pages whose checksums are wrong: what is on the disk is not what was written. Queries that"
                    + " meet them fail, and backups may hold them too. Most often a disk, its controller or memory is"
                    + " faulty.",
            "fail over to a standby, or restore a backup from before",
            "check the disk and the memory of the server");

    /** Every cause of this room. */
    public static final List<Cause> ALL = List.of(
            WRAPAROUND_NEAR,
            ARCHIVER_FAILING,
            ARCHIVER_NOT_CONFIGURED,
            ARCHIVER_STALLED,
            SEQUENCES_NEAR_END,
            SIZE_LARGE,
            SIZE_GROWING,
            VACUUM_OFF,
            PAGES_DAMAGED);

    private StorageCauses() {}
}
