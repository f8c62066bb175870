package dev.vitals.jdbc.internal.postgres.locks;

import dev.vitals.jdbc.internal.blocking.Participant;
import dev.vitals.jdbc.internal.blocking.Participant.Waiting;
import dev.vitals.jdbc.internal.postgres.locks.LockRow.Activity;
import dev.vitals.jdbc.internal.postgres.locks.LockRow.LockWait;
import dev.vitals.jdbc.internal.text.SqlText;
import dev.vitals.jdbc.internal.text.Words;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/** Says who a server process is, what it does, and what could be done about it. */
final class PostgresParticipants {
    /** What {@code pgmetrics} shows of a statement, and enough to recognise one. */
    private static final int STATEMENT = 500;

    private static final int NAME = 60;

    private PostgresParticipants() {}

    static Participant of(LockRow row) {
        Optional<Activity> activity = row.activity();
        return new Participant(
                Integer.toString(row.pid()),
                label(row),
                activity.map(PostgresParticipants::who).orElse(""),
                doing(row),
                activity.filter(one -> one.state().isPresent())
                        .map(one -> SqlText.redact(one.query(), STATEMENT))
                        .orElse(""),
                row.lock().map(PostgresParticipants::waiting),
                remedies(row));
    }

    /** A blocker that {@code pg_blocking_pids} saw as prepared, and that was ended before we could ask which. */
    static Participant unknownPrepared() {
        return new Participant("0", "a prepared transaction", "", "not identified", "", Optional.empty(), List.of());
    }

    /** A blocker that ended before its row was read. */
    static Participant gone(int pid) {
        return new Participant(
                Integer.toString(pid), "pid " + pid, "", "ended meanwhile", "", Optional.empty(), List.of());
    }

    private static String label(LockRow row) {
        String type = backendType(row);
        if (row.isReplay()) {
            return "WAL replay, pid " + row.pid();
        }
        return "pid " + row.pid() + (type.isEmpty() || type.equals("client backend") ? "" : " " + type);
    }

    private static String backendType(LockRow row) {
        return row.activity()
                .flatMap(Activity::backendType)
                .map(type -> Words.line(type, NAME))
                .orElse("");
    }

    private static String who(Activity activity) {
        StringJoiner who = new StringJoiner(" ");
        if (!activity.application().isEmpty()) {
            who.add("app=" + Words.line(activity.application(), NAME));
        }
        activity.role().ifPresent(role -> who.add("user=" + Words.line(role, NAME)));
        activity.client().ifPresent(client -> who.add(Words.line(client, NAME)));
        return who.toString();
    }

    private static String doing(LockRow row) {
        if (row.activity().isEmpty()) {
            return "ended meanwhile";
        }
        if (row.isHidden()) {
            return "activity hidden";
        }
        Activity activity = row.activity().get();
        return activity.state()
                .map(state -> Words.line(state, NAME) + " " + Quantities.duration(activity.stateAge()))
                .orElse("");
    }

    private static Waiting waiting(LockWait wait) {
        String object = wait.object().map(name -> Words.line(name, NAME)).orElse("");
        boolean table = wait.lockType().equals("relation");
        String what = table ? object : (wait.lockType() + " " + object).strip();
        return new Waiting(
                wait.waited(), what + " " + wait.mode(), wait.mode(), table && LockModes.stopsEverybody(wait.mode()));
    }

    private static List<Remedy> remedies(LockRow row) {
        if (row.isReplay()) {
            return List.of(Remedy.of("end the oldest transaction on this standby, or let max_standby_streaming_delay"
                    + " end it; for long queries here, see hot_standby_feedback"));
        }
        if (row.activity().isEmpty()) {
            return List.of();
        }
        if (row.isWaiting()) {
            return List.of(Remedy.run(
                    "let the change of the table give way, and give it a lock_timeout before it tries again",
                    "SELECT pg_cancel_backend(" + row.pid() + ");"));
        }
        String state = row.activity().flatMap(Activity::state).orElse("");
        String who = row.activity().map(PostgresParticipants::who).orElse("");
        String whose = "pid " + row.pid() + (who.isEmpty() ? "" : " (" + who + ")");
        return state.equals("active")
                ? List.of(Remedy.run(
                        "wait for the statement of " + whose + " to end, or cancel it",
                        "SELECT pg_cancel_backend(" + row.pid() + ");"))
                : List.of(Remedy.run(
                        "commit or roll back in " + whose + "; last resort, end the session",
                        "SELECT pg_terminate_backend(" + row.pid() + ");"));
    }
}
