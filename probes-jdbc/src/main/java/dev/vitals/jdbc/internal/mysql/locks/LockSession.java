package dev.vitals.jdbc.internal.mysql.locks;

import dev.vitals.jdbc.internal.blocking.Participant;
import dev.vitals.jdbc.internal.blocking.Participant.Doing;
import dev.vitals.jdbc.internal.blocking.Participant.Identity;
import dev.vitals.jdbc.internal.blocking.Participant.Waiting;
import dev.vitals.jdbc.internal.findings.Client;
import dev.vitals.jdbc.internal.mysql.activity.MySqlSessions;
import dev.vitals.jdbc.internal.mysql.server.Server;
import dev.vitals.probe.Command;
import dev.vitals.probe.Remedy;
import dev.vitals.text.Clean;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * A session that waits or is in a transaction. Its texts may be shown.
 *
 * @param id the server's number for it
 * @param client its user and address
 * @param idle whether it runs no statement
 * @param age how long it has been so
 * @param statement the running statement; empty when idle
 * @param waitsFor what it waits for; empty when it does not wait
 * @param holder the session that holds the user's lock it waits for, where the server shows it
 * @param waited for how long it has waited, at most
 * @param open how long ago its transaction began; empty outside of one
 */
record LockSession(
        long id,
        Client client,
        boolean idle,
        Duration age,
        String statement,
        Optional<Awaited> waitsFor,
        OptionalLong holder,
        Duration waited,
        Optional<Duration> open) {
    /** InnoDB's number for no session. */
    private static final long NONE = 0;

    /** Only a prepared transaction holds locks without a session. */
    private static final Participant XA = new Participant(
            new Identity(Long.toString(NONE), "a prepared XA transaction", Map.of(), Optional.empty()),
            Client.UNKNOWN,
            Doing.note("without a session"),
            "",
            Optional.empty(),
            List.of(Remedy.words(
                            "let its transaction manager end it; last resort, see which are prepared, and end one by hand with"
                                    + " XA ROLLBACK and its name")
                    .run(Command.sql("XA RECOVER"))));

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
                Awaited.of(MySqlSessions.name(row, "waits_for")),
                holder(row),
                MySqlSessions.age(row, "row_wait").orElse(age),
                MySqlSessions.age(row, "transaction_age"));
    }

    private static OptionalLong holder(ResultSet row) throws SQLException {
        long id = row.getLong("holder");
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(id);
    }

    boolean isWaiting() {
        return waitsFor.isPresent();
    }

    /** Whether what it waits for is recorded, if at all, with the locks of tables. */
    boolean waitsForTable() {
        return waitsFor.filter(one -> one != Awaited.ROW).isPresent();
    }

    String key() {
        return Long.toString(id);
    }

    /** For a session that ended before it could be read. */
    static Participant gone(long id) {
        return id == NONE ? XA : Participant.gone(Identity.session(MySqlSessions.KIND, id));
    }

    /** With the lock of a table that it waits for, where the server shows it, and what is known to be held by it. */
    Participant participant(Optional<TableLock> wanted, Optional<Awaited> held, Server server) {
        return new Participant(
                Identity.session(MySqlSessions.KIND, id),
                client,
                doing(),
                statement,
                waiting(wanted, server),
                remedies(held, server),
                Optional.of(Command.sql("KILL QUERY {}", id)));
    }

    String label() {
        return MySqlSessions.KIND + " " + id + " (" + client.words() + ")";
    }

    private Doing doing() {
        return isWaiting()
                ? Doing.UNKNOWN
                : Doing.state(idle ? (open.isPresent() ? "idle in transaction" : "idle") : "active", age);
    }

    private Optional<Waiting> waiting(Optional<TableLock> wanted, Server server) {
        String table = wanted.map(lock -> Clean.line(lock.name(), 63)).orElse("");
        return waitsFor.map(kind -> new Waiting(
                Optional.of(waited),
                kind.words(server),
                table,
                wanted.map(TableLock::mode).orElse(kind.ofDefinition() ? "metadata lock" : ""),
                kind.ofDefinition() && changesTable()));
    }

    private boolean changesTable() {
        return CHANGE.matcher(statement).matches();
    }

    /** Of waiting sessions, only one that changes a table is in the way of others. */
    private List<Remedy> remedies(Optional<Awaited> held, Server server) {
        if (!isWaiting()) {
            return List.of(held.filter(lock -> lock.outlivesTransactions() || (idle && open.isEmpty()))
                    .map(lock -> release(lock, server))
                    .orElseGet(this::remedy));
        }
        return waitsFor.filter(Awaited::ofDefinition).isPresent() && changesTable()
                ? List.of(Remedy.words("let the change of the table give way, and give it a lock_wait_timeout before it"
                                + " tries again")
                        .run(Command.sql("KILL QUERY {}", id)))
                : List.of();
    }

    /** A lock that no transaction holds is not given back by ending one. */
    private Remedy release(Awaited lock, Server server) {
        return Remedy.words(
                        "run " + lock.release(server)
                                + " in {} once it has done what it holds the lock for; last resort,"
                                + " end the session",
                        label())
                .run(Command.sql("KILL {}", id));
    }

    private Remedy remedy() {
        return idle
                ? Remedy.words("commit or roll back in {}; last resort, end the session", label())
                        .run(Command.sql("KILL {}", id))
                : Remedy.words("wait for the statement of {} to end, or cancel it", label())
                        .run(Command.sql("KILL QUERY {}", id));
    }
}
