package dev.vitals.jdbc.internal.postgres.locks;

import dev.vitals.jdbc.internal.blocking.Participant;
import dev.vitals.jdbc.internal.blocking.Participant.Doing;
import dev.vitals.jdbc.internal.blocking.Participant.Identity;
import dev.vitals.jdbc.internal.blocking.Participant.Waiting;
import dev.vitals.jdbc.internal.findings.Client;
import dev.vitals.jdbc.internal.postgres.locks.LockRow.Activity;
import dev.vitals.jdbc.internal.postgres.locks.LockRow.LockWait;
import dev.vitals.jdbc.internal.text.SqlText;
import dev.vitals.probe.Command;
import dev.vitals.probe.Remedy;
import dev.vitals.text.Clean;
import java.util.List;
import java.util.Optional;

/** Says what a server process is, what it does, and what could be done about it. */
final class PostgresParticipants {
    /** What {@code pgmetrics} shows of a statement, and enough to recognise one. */
    private static final int STATEMENT = 500;

    private static final int NAME = 63;
    private static final String CLIENT = "client backend";

    private PostgresParticipants() {}

    /**
     * Makes one of its row.
     *
     * @param advisory whether others wait for nothing of it but advisory locks
     */
    static Participant of(LockRow row, boolean advisory) {
        Optional<Activity> activity = row.activity();
        return new Participant(
                identity(row),
                client(row),
                doing(row),
                activity.filter(one -> one.state().isPresent())
                        .map(one -> SqlText.redact(one.query(), STATEMENT))
                        .orElse(""),
                row.lock().map(PostgresParticipants::waiting),
                remedies(row, advisory),
                row.activity().map(any -> cancel(row)));
    }

    /** A blocker that {@code pg_blocking_pids} saw as prepared, and that ended before it could be identified. */
    static Participant unknownPrepared() {
        return new Participant(
                Identity.unnamed("0", "a prepared transaction"),
                Client.UNKNOWN,
                Doing.note("not identified"),
                "",
                Optional.empty(),
                List.of());
    }

    /** A blocker that ended before its row was read. */
    static Participant gone(int pid) {
        return Participant.gone(session(pid));
    }

    private static Identity session(int pid) {
        return Identity.session("pid", pid);
    }

    private static Identity identity(LockRow row) {
        if (row.isReplay()) {
            return Identity.process("WAL replay", row.pid());
        }
        String type = row.activity()
                .flatMap(Activity::backendType)
                .map(name -> Clean.line(name, NAME))
                .orElse(CLIENT);
        return type.equals(CLIENT) ? session(row.pid()) : Identity.process(type, row.pid());
    }

    private static Client client(LockRow row) {
        return row.activity()
                .map(one -> new Client(
                        one.application(), one.role().orElse(""), one.client().orElse("")))
                .orElse(Client.UNKNOWN);
    }

    private static Doing doing(LockRow row) {
        if (row.activity().isEmpty()) {
            return Doing.note("ended meanwhile");
        }
        if (row.isHidden()) {
            return Doing.note("activity hidden");
        }
        if (row.isSilent()) {
            return Doing.note("activity not reported");
        }
        Activity activity = row.activity().get();
        return activity.state()
                .map(state -> Doing.state(Clean.line(state, NAME), activity.stateAge()))
                .orElse(Doing.UNKNOWN);
    }

    private static Waiting waiting(LockWait wait) {
        boolean table = wait.lockType().equals("relation");
        return new Waiting(
                wait.waited(),
                table ? "" : wait.lockType(),
                wait.object().map(name -> Clean.line(name, NAME)).orElse(""),
                wait.mode(),
                table && LockModes.excludesAll(wait.mode()));
    }

    private static Command cancel(LockRow row) {
        return Command.sql("SELECT pg_cancel_backend({})", row.pid());
    }

    private static List<Remedy> remedies(LockRow row, boolean advisory) {
        if (row.isReplay()) {
            return List.of(Remedy.words("end the oldest transaction on this standby, or let max_standby_streaming_delay"
                    + " end it; for long queries here, see hot_standby_feedback"));
        }
        if (row.activity().isEmpty()) {
            return List.of();
        }
        Command cancel = cancel(row);
        if (row.isWaiting()) {
            return List.of(Remedy.words("let the change of the table give way, and give it a lock_timeout before it is"
                            + " tried again")
                    .run(cancel));
        }
        String client = client(row).words();
        String session = "pid " + row.pid() + (client.isEmpty() ? "" : " (" + client + ")");
        Command end = Command.sql("SELECT pg_terminate_backend({})", row.pid());
        if (advisory) {
            return List.of(Remedy.words(
                            "if it is not meant to be held, as by a leader whose rivals wait, release the advisory lock in"
                                    + " {}: by pg_advisory_unlock, or by the end of the transaction that took it; last"
                                    + " resort, end the session",
                            session)
                    .run(end));
        }
        boolean active =
                row.activity().flatMap(Activity::state).filter("active"::equals).isPresent();
        return List.of(
                active
                        ? Remedy.words("wait for the statement of {} to end, or cancel it", session)
                                .run(cancel)
                        : Remedy.words("commit or roll back in {}; last resort, end the session", session)
                                .run(end));
    }
}
