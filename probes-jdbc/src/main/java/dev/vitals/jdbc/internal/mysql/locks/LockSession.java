package dev.vitals.jdbc.internal.mysql.locks;

import dev.vitals.jdbc.internal.blocking.Participant;
import dev.vitals.jdbc.internal.blocking.Participant.Doing;
import dev.vitals.jdbc.internal.blocking.Participant.Identity;
import dev.vitals.jdbc.internal.blocking.Participant.Waiting;
import dev.vitals.jdbc.internal.findings.Client;
import dev.vitals.jdbc.internal.mysql.activity.MySqlSessions;
import dev.vitals.probe.Command;
import dev.vitals.probe.Remedy;
import dev.vitals.text.Clean;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A session that waits or is in a transaction. Its texts may be shown.
 *
 * @param id the server's number for it
 * @param client its user and address
 * @param idle whether it runs no statement
 * @param age how long it has been so
 * @param statement the running statement; empty when idle
 * @param waitsFor {@code row} or {@code table}; empty when it does not wait
 * @param waited for how long it has waited, at most
 * @param open how long ago its transaction began; empty outside of one
 */
record LockSession(
        long id,
        Client client,
        boolean idle,
        Duration age,
        String statement,
        Optional<String> waitsFor,
        Duration waited,
        Optional<Duration> open) {
    private static final Pattern CHANGE = Pattern.compile(
            "(?:alter|create|drop|rename|truncate|optimize|repair|lock)\\b.*", Pattern.CASE_INSENSITIVE);

    static LockSession read(ResultSet row) throws SQLException {
        Duration age = MySqlSessions.age(row, "age").orElse(Duration.ZERO);
        return new LockSession(
                row.getLong("id"),
                new Client("", MySqlSessions.name(row, "user"), MySqlSessions.name(row, "client")),
                MySqlSessions.name(row, "command").equals("Sleep"),
                age,
                MySqlSessions.statement(row, "statement"),
                Optional.ofNullable(row.getString("waits_for")),
                MySqlSessions.age(row, "row_wait").orElse(age),
                MySqlSessions.age(row, "transaction_age"));
    }

    boolean isWaiting() {
        return waitsFor.isPresent();
    }

    boolean waitsForTable() {
        return waitsFor.filter("table"::equals).isPresent();
    }

    String key() {
        return Long.toString(id);
    }

    /** For a session that ended before it could be read. */
    static Participant gone(long id) {
        return Participant.gone(Identity.session(MySqlSessions.KIND, id));
    }

    /** With the lock of a table that it waits for, where the server shows it. */
    Participant participant(Optional<TableLock> wanted) {
        return new Participant(
                Identity.session(MySqlSessions.KIND, id),
                client,
                doing(),
                statement,
                waiting(wanted),
                remedies(),
                Optional.of(Command.sql("KILL QUERY {}", id)));
    }

    String label() {
        return MySqlSessions.KIND + " " + id + " (" + client.words() + ")";
    }

    private Doing doing() {
        return isWaiting() ? Doing.UNKNOWN : Doing.state(idle ? "idle in transaction" : "active", age);
    }

    private Optional<Waiting> waiting(Optional<TableLock> wanted) {
        String mode = wanted.map(TableLock::mode).orElse("metadata lock");
        String table = wanted.map(lock -> Clean.line(lock.name(), 63)).orElse("");
        return waitsFor.map(kind -> kind.equals("row")
                ? new Waiting(Optional.of(waited), "", "", "row lock", false)
                : new Waiting(Optional.of(waited), "", table, mode, changesTable()));
    }

    private boolean changesTable() {
        return CHANGE.matcher(statement).matches();
    }

    /** Of waiting sessions, only one that changes a table is in the way of others. */
    private List<Remedy> remedies() {
        if (!isWaiting()) {
            return List.of(remedy());
        }
        return changesTable()
                ? List.of(Remedy.words("let the change of the table give way, and give it a lock_wait_timeout before it"
                                + " tries again")
                        .run(Command.sql("KILL QUERY {}", id)))
                : List.of();
    }

    private Remedy remedy() {
        return idle
                ? Remedy.words("commit or roll back in {}; last resort, end the session", label())
                        .run(Command.sql("KILL {}", id))
                : Remedy.words("wait for the statement of {} to end, or cancel it", label())
                        .run(Command.sql("KILL QUERY {}", id));
    }
}
