package dev.vitals.jdbc.internal.postgres.server;

import dev.vitals.jdbc.internal.findings.Columns;
import dev.vitals.jdbc.internal.session.Session;
import dev.vitals.jdbc.internal.session.WritesRefused;
import dev.vitals.probe.Argument;
import dev.vitals.probe.Command;
import dev.vitals.probe.Remedy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Why transactions of this login cannot write: recovery, or a default of the server, database, role or login. */
final class PostgresReadOnly {
    private static final String QUERY = "select pg_is_in_recovery() as standby, source, current_user::text as role,"
            + " current_database()::text as database from pg_settings where name = 'default_transaction_read_only'"
            + " and (setting = 'on' or pg_is_in_recovery())";

    private static final String ON_PURPOSE = "it may have been set for a migration or a full disk: once that is over, ";

    private PostgresReadOnly() {}

    static Optional<WritesRefused> of(Session session) throws SQLException {
        return session.first(QUERY, PostgresReadOnly::row);
    }

    private static WritesRefused row(ResultSet row) throws SQLException {
        if (row.getBoolean("standby")) {
            return refused(
                    "is a standby",
                    Remedy.words("point the application at the primary, which this standby follows; if it should be the"
                                    + " primary itself by now, promote it")
                            .run(Command.sql("SELECT sender_host, sender_port, status FROM pg_stat_wal_receiver")));
        }
        Argument role = Argument.identifier(Columns.exact(row, "role"));
        Argument database = Argument.identifier(Columns.exact(row, "database"));
        String source = Columns.exact(row, "source");
        return switch (source) {
            case "user" -> byDefault("the role", Command.sql(write("ALTER ROLE {} RESET"), role));
            case "database" -> byDefault("the database", Command.sql(write("ALTER DATABASE {} RESET"), database));
            case "database user" ->
                byDefault(
                        "the role in this database",
                        Command.sql(write("ALTER ROLE {} IN DATABASE {} RESET"), role, database));
            case "client", "session" ->
                refused(
                        "because the login asks for it (default_transaction_read_only)",
                        Remedy.words("look for default_transaction_read_only in the options of the URL, and for a"
                                + " read-only setting of the pool or the pooler"));
            default ->
                refused(
                        "because the server is set to that (default_transaction_read_only)",
                        Remedy.words(ON_PURPOSE + "set it back and reload the configuration")
                                .run(Command.sql("ALTER SYSTEM SET default_transaction_read_only = off")));
        };
    }

    /** The administrator's own transaction may well be read-only by the same default. */
    private static String write(String statement) {
        return "BEGIN READ WRITE; " + statement + " default_transaction_read_only; COMMIT";
    }

    private static WritesRefused byDefault(String whose, Command reset) {
        return refused(
                "because " + whose + " is set to that (default_transaction_read_only)",
                Remedy.words(ON_PURPOSE + "set it back; new sessions then write")
                        .run(reset));
    }

    private static WritesRefused refused(String why, Remedy remedy) {
        return new WritesRefused(why, List.of(remedy));
    }
}
