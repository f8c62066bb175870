package dev.vitals.jdbc.internal.activity;

import dev.vitals.jdbc.internal.activity.ClientSession.Doing;
import dev.vitals.jdbc.internal.text.Words;
import dev.vitals.jdbc.limits.TransactionLimits;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Status;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A transaction held against the limits.
 *
 * @param status what it means
 * @param cause why, should it be over a limit
 * @param harm the larger the worse, among transactions of the same status
 * @param age how long it has been what it is
 * @param words who and what, in one line
 * @param row for the table of {@link #COLUMNS}
 * @param remedy what to do about it
 */
record OpenTransaction(
        Status status, String cause, int harm, Duration age, String words, List<String> row, Remedy remedy) {
    static final List<String> COLUMNS =
            List.of("transaction", "who", "database", "state", "open for", "harm", "last statement");

    /** The worst first, then the one that hurts others most, then the oldest. */
    static final Comparator<OpenTransaction> BY_HARM = Comparator.comparing(OpenTransaction::status)
            .thenComparingInt(OpenTransaction::harm)
            .thenComparing(OpenTransaction::age)
            .reversed();

    private static final int STATEMENT = 200;

    /** Empty for a session outside of a transaction, or one whose activity is hidden. */
    static Optional<OpenTransaction> of(ClientSession session, TransactionLimits limits) {
        return session.doing()
                .filter(doing -> doing.transactionAge().isPresent())
                .map(doing -> of(session, doing, doing.transactionAge().get(), limits));
    }

    static OpenTransaction of(OpenPrepared prepared, TransactionLimits limits) {
        Ages ages = new Ages(limits.preparedWarn(), limits.preparedFail());
        Status status = ages.judge(prepared.age());
        String since = Quantities.duration(prepared.age());
        return new OpenTransaction(
                status,
                "transactions.prepared",
                2,
                prepared.age(),
                "prepared transaction " + prepared.label() + " of " + prepared.owner() + " was prepared " + since
                        + " ago (" + ages.limit(status) + ")",
                List.of(
                        prepared.label(),
                        "user=" + prepared.owner(),
                        prepared.database(),
                        "prepared " + since,
                        since,
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
        Ages idling = new Ages(limits.idleWarn(), limits.idleFail());
        Ages opening = new Ages(limits.openWarn(), limits.openFail());
        Status idle = isIdle(session) ? idling.judge(doing.stateAge()) : Status.UP;
        Status old = opening.judge(open);
        boolean forgotten = isIdle(session) && idle.compareTo(old) >= 0;
        Status status = idle.worst(old);
        String what = forgotten
                ? doing.state() + " for " + Quantities.duration(doing.stateAge()) + " (" + idling.limit(status) + ")"
                : "in a transaction for " + Quantities.duration(open) + " (" + opening.limit(status) + "), now "
                        + doing.state();
        return new OpenTransaction(
                status,
                forgotten ? "transactions.idle" : "transactions.long",
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
                doing.state() + " " + Quantities.duration(doing.stateAge()),
                Quantities.duration(open),
                doing.harm().words(),
                Words.line(doing.statement(), STATEMENT));
    }

    private static String harm(Doing doing) {
        return doing.harm().words().isEmpty() ? "" : ", " + doing.harm().words();
    }

    private static Remedy remedy(ClientSession session, Doing doing) {
        return doing.state().equals("active")
                ? Remedy.run(
                        "wait for " + session.label() + " to end its transaction, or cancel its statement",
                        session.commands().cancel())
                : Remedy.run(
                        "commit or roll back in " + session.label() + "; last resort, end the session",
                        session.commands().end());
    }
}
