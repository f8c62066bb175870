package dev.vitals.jdbc.internal.mysql.activity;

import dev.vitals.jdbc.internal.activity.ClientSession;
import dev.vitals.jdbc.internal.activity.ClientSession.Commands;
import dev.vitals.jdbc.internal.activity.ClientSession.Doing;
import dev.vitals.jdbc.internal.activity.ClientSession.Harm;
import dev.vitals.jdbc.internal.findings.Client;
import dev.vitals.jdbc.internal.text.SqlText;
import dev.vitals.probe.Command;
import dev.vitals.text.Clean;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Makes a session of a row of the process list. */
public final class MySqlSessions {
    /** Keeps the number from being taken for that of a process. */
    public static final String KIND = "connection";

    /** So do mysqldump, mariadb-dump and mydumper. */
    private static final String DUMP = "SELECT /*!40001 SQL_NO_CACHE */";

    private static final String ANSI_QUOTES = "ANSI_QUOTES";
    private static final String DUMPER = "mysqldump";
    private static final int STATEMENT = 500;
    static final int NAME = 63;

    /** For a table's definition, a whole table, a backup, a user's lock. InnoDB shows waits for rows elsewhere. */
    private static final Pattern WAITS =
            Pattern.compile("Waiting for .*(?:lock|flush)|User lock", Pattern.CASE_INSENSITIVE);

    private MySqlSessions() {}

    /** With or without the columns of its transaction. */
    static ClientSession of(ResultSet row, boolean transactions) throws SQLException {
        long id = row.getLong("id");
        return new ClientSession(
                KIND,
                id,
                new Client(program(row), name(row, "user"), name(row, "client")),
                name(row, "db"),
                Optional.of(doing(row, transactions)),
                new Commands(Command.sql("KILL QUERY {}", id), Command.sql("KILL {}", id)),
                false);
    }

    /** A name that may be shown; empty for null. */
    public static String name(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return text == null ? "" : Clean.line(text, NAME);
    }

    /** Seconds; empty for null. A clock that went back gives zero. */
    public static Optional<Duration> age(ResultSet row, String column) throws SQLException {
        double seconds = row.getDouble(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Duration.ofMillis(Math.max(0, (long) (seconds * 1_000))));
    }

    /** A statement that may be shown; empty for null. */
    public static String statement(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return text == null ? "" : SqlText.redactMySql(text, STATEMENT);
    }

    /** By its attribute where that can be read, or else by how the usual tools for backups begin their statements. */
    private static String program(ResultSet row) throws SQLException {
        String named = row.getString("program");
        String statement = row.getString("statement");
        boolean dumps = statement != null && statement.startsWith(DUMP);
        return named != null && !named.isEmpty() ? named : dumps ? DUMPER : "";
    }

    static boolean waits(String state) {
        return WAITS.matcher(state).matches();
    }

    private static Doing doing(ResultSet row, boolean transactions) throws SQLException {
        Optional<Duration> open = transactions ? age(row, "transaction_age") : Optional.empty();
        boolean idle = name(row, "command").equals("Sleep");
        String state = open.isPresent() ? "idle in transaction" : "idle";
        Duration age = age(row, "age").orElse(Duration.ZERO);
        boolean waitsForRow = transactions && "LOCK WAIT".equals(row.getString("trx_state"));
        return new Doing(
                idle ? state : "active",
                age,
                age,
                open,
                waitsForRow || waits(name(row, "state")),
                transactions ? harm(row.getLong("rows_written")) : harm(0),
                statement(row));
    }

    /** A statement that may be shown, as the session's own SQL mode reads it, where that is known. */
    private static String statement(ResultSet row) throws SQLException {
        String text = row.getString("statement");
        String mode = row.getString("sql_mode");
        return text == null ? "" : SqlText.redactMySql(text, STATEMENT, mode != null && mode.contains(ANSI_QUOTES));
    }

    private static Harm harm(long rows) {
        return new Harm(0, false, rows > 0, rows > 0 ? OptionalLong.of(rows) : OptionalLong.empty());
    }
}
