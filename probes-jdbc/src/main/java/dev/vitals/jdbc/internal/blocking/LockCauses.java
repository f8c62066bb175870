package dev.vitals.jdbc.internal.blocking;

import dev.vitals.probe.Cause;
import dev.vitals.probe.Cause.Kind;
import dev.vitals.spi.CauseLink;
import java.util.List;

/** What can be wrong with locks, and what follows from it. */
public final class LockCauses {
    static final Cause BLOCKED = Cause.of(
            "locks.blocked",
            Kind.BLOCKED,
            "sessions wait for another session's locks",
            "A session, or a prepared transaction, holds locks that others need, for a long time or from many of"
                    + " them. Most often it is idle in a transaction, runs one long statement, or waits for"
                    + " something outside the database.",
            "commit or roll back in the session at the root of the tree",
            "if that is not possible, cancel its statement or end the session: the remedies name it",
            "keep transactions short, and make no remote calls in them");
    static final Cause DDL_QUEUED = Cause.of(
            "locks.ddl-queued",
            Kind.BLOCKED,
            "change of a table waits and holds up every later statement on it",
            "A statement such as ALTER TABLE waits for a lock that excludes even readers. Until it gets that lock,"
                    + " every later statement on the table queues behind it.",
            "cancel the change of the table, and run it again with a short lock timeout",
            "commit or roll back in the session that it waits for");
    static final Cause SERVER = Cause.of(
            "locks.server",
            Kind.BLOCKED,
            "changes wait for a lock on the whole server",
            "A session holds a lock on all tables, taken with FLUSH TABLES WITH READ LOCK, or a backup's lock, taken with"
                    + " LOCK INSTANCE FOR BACKUP or BACKUP STAGE. Until it is given back, every change waits, whichever"
                    + " table it is of. Most often a backup holds it, or a session that was left open.",
            "let the backup finish, or run UNLOCK TABLES, UNLOCK INSTANCE or BACKUP STAGE END in the session that holds it",
            "if that is not possible, end the session: the remedies name it",
            "let backups take InnoDB's tables in one transaction, without a lock");
    static final Cause WAITS_HIDDEN = Cause.of(
            "locks.waits-hidden",
            Kind.UNKNOWN,
            "sessions wait for locks, but for how long is hidden",
            "The server shows this role which sessions wait for which, but not since when.",
            "grant the role the right to see what other sessions do");

    /** Every cause of this room. */
    public static final List<Cause> ALL = List.of(BLOCKED, DDL_QUEUED, SERVER, WAITS_HIDDEN);

    /** What blocked sessions explain, strongest first. */
    public static final List<CauseLink> LINKS = List.of(
            CauseLink.sameResource("locks.*", "pool.exhausted", "a blocking session explains an exhausted pool"),
            CauseLink.sameResource("locks.*", "pool.saturated", "a blocking session explains a pool in full use"),
            CauseLink.sameResource("locks.*", "db.slow", "a blocking session explains a slow database"),
            CauseLink.sameResource("locks.*", "db.locked", "a blocking session explains a locked catalogue"),
            CauseLink.sameResource(
                    "locks.*",
                    "transactions.*",
                    "blocking explains transactions that stay open, those of the blocker and of the blocked"),
            CauseLink.anywhere("locks.*", "http.slow", "a blocking session explains slow HTTP"));

    private LockCauses() {}
}
