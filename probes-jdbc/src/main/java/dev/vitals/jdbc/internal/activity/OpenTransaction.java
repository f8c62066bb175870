package dev.vitals.jdbc.internal.activity;

import dev.vitals.jdbc.internal.activity.ClientSession.Doing;
import dev.vitals.jdbc.internal.findings.Culprit;
import dev.vitals.jdbc.internal.findings.ReachedLimit;
import dev.vitals.jdbc.internal.findings.Seconds;
import dev.vitals.jdbc.limits.TransactionLimits;
import dev.vitals.probe.Cause;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Status;
import dev.vitals.text.Clean;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A transaction held against the limits.
 *
 * @param status what it means
 * @param waits whether it waits for another one, and so is a victim rather than the culprit
 * @param cause why, should it have reached a limit
 * @param culprit which one it is
 * @param harm the larger the worse, among transactions of the same status
 * @param age how long it has been what it is
 * @param words which one and what, in one line
 * @param row for the table of {@link #COLUMNS}
 * @param remedy what to do about it
 */
record OpenTransaction(
        Status status,
        boolean waits,
        Cause cause,
        Culprit culprit,
        int harm,
        Duration age,
        String words,
        List<String> row,
        Remedy remedy) {
    static final List<String> COLUMNS = List.of(
            "transaction", "who", "database", "state", "state seconds", "open seconds", "harm", "last statement");

    /** Victims last, which end once their culprit does; the worst first, then what hurts others most, then the oldest. */
    static final Comparator<OpenTransaction> BY_HARM = Comparator.comparing((OpenTransaction one) -> !one.waits())
            .thenComparing(OpenTransaction::status)
            .thenComparingInt(OpenTransaction::harm)
            .thenComparing(OpenTransaction::age)
            .reversed();

    private static final int STATEMENT = 200;
    private static final int PREPARED_HARM = 2;

    /** Empty for a session outside of a transaction, or one whose activity is hidden. */
    static Optional<OpenTransaction> of(ClientSession session, TransactionLimits limits, LongReaders readers) {
        TransactionLimits own = readers.know(session)
                ? limits.idle(readers.limits().open()).open(readers.limits().open())
                : limits;
        return session.doing()
                .filter(doing -> doing.transactionAge().isPresent())
                .map(doing -> of(session, doing, doing.transactionAge().get(), own));
    }

    static OpenTransaction of(OpenPrepared prepared, TransactionLimits limits) {
        Status status = limits.prepared().judge(prepared.age());
        String since = Quantities.duration(prepared.age());
        return new OpenTransaction(
                status,
                false,
                ActivityCauses.TRANSACTION_PREPARED,
                prepared.culprit(),
                PREPARED_HARM,
                prepared.age(),
                "prepared transaction " + prepared.label() + " of " + prepared.owner() + " was prepared " + since
                        + " ago" + ReachedLimit.words(limits.prepared(), status),
                List.of(
                        prepared.label(),
                        "user=" + prepared.owner(),
                        prepared.database(),
                        "prepared",
                        Seconds.of(prepared.age()),
                        Seconds.of(prepared.age()),
                        "holds its locks across restarts",
                        ""),
                prepared.remedy());
    }

    static boolean isIdle(ClientSession session) {
        return session.doing()
                .filter(doing -> doing.state().startsWith("idle in transaction"))
                .isPresent();
    }

    private static OpenTransaction of(ClientSession session, Doing doing, Duration open, TransactionLimits limits) {
        Status idle = isIdle(session) ? limits.idle().judge(doing.stateAge()) : Status.UP;
        Status old = limits.open().judge(open);
        boolean forgotten = isIdle(session) && idle.compareTo(old) >= 0;
        Status status = idle.worst(old);
        String what = forgotten
                ? doing.state() + " for " + Quantities.duration(doing.stateAge())
                        + ReachedLimit.words(limits.idle(), status)
                : "in a transaction for " + Quantities.duration(open) + ReachedLimit.words(limits.open(), status)
                        + ", now " + doing.state();
        return new OpenTransaction(
                status,
                doing.waitsForLock(),
                forgotten ? ActivityCauses.TRANSACTION_IDLE : ActivityCauses.TRANSACTION_LONG,
                session.culprit(),
                doing.harm().rank(),
                forgotten ? doing.stateAge() : open,
                session.label() + " " + what + harm(doing),
                row(session, doing, open),
                remedy(session, doing));
    }

    private static List<String> row(ClientSession session, Doing doing, Duration open) {
        return List.of(
                session.name(),
                session.who(),
                session.database(),
                doing.state(),
                Seconds.of(doing.stateAge()),
                Seconds.of(open),
                doing.harm().words(),
                Clean.line(doing.statement(), STATEMENT));
    }

    private static String harm(Doing doing) {
        return doing.harm().words().isEmpty() ? "" : ", " + doing.harm().words();
    }

    private static Remedy remedy(ClientSession session, Doing doing) {
        return doing.state().equals("active")
                ? Remedy.words("wait for {} to end its transaction, or cancel its statement", session.label())
                        .run(session.commands().cancel())
                : Remedy.words("commit or roll back in {}; last resort, end the session", session.label())
                        .run(session.commands().end());
    }
}
