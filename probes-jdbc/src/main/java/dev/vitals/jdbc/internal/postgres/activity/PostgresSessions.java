package dev.vitals.jdbc.internal.postgres.activity;

import dev.vitals.jdbc.internal.activity.ClientSession;
import dev.vitals.jdbc.internal.activity.ClientSession.Commands;
import dev.vitals.jdbc.internal.activity.ClientSession.Doing;
import dev.vitals.jdbc.internal.activity.ClientSession.Harm;
import dev.vitals.jdbc.internal.findings.Client;
import dev.vitals.jdbc.internal.findings.Columns;
import dev.vitals.jdbc.internal.text.SqlText;
import dev.vitals.probe.Command;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** Makes a session of a row of {@code pg_stat_activity}. */
final class PostgresSessions {
    private static final int STATEMENT = 500;

    private PostgresSessions() {}

    static ClientSession of(ResultSet row) throws SQLException {
        int pid = row.getInt("pid");
        return new ClientSession(
                "pid",
                pid,
                new Client(
                        Columns.exact(row, "application_name"),
                        Columns.exact(row, "role"),
                        Columns.exact(row, "client")),
                Columns.name(row, "database"),
                Sight.of(row) == Sight.CLEAR ? Optional.of(doing(row)) : Optional.empty(),
                new Commands(
                        Command.sql("SELECT pg_cancel_backend({})", pid),
                        Command.sql("SELECT pg_terminate_backend({})", pid)),
                row.getBoolean("elsewhere"));
    }

    private static Doing doing(ResultSet row) throws SQLException {
        return new Doing(
                Columns.name(row, "state"),
                Columns.age(row, "state_change").orElse(Duration.ZERO),
                Columns.age(row, "query_start").orElse(Duration.ZERO),
                Columns.age(row, "xact_start"),
                row.getBoolean("waits_for_lock"),
                new Harm(row.getInt("blocks"), row.getBoolean("snapshot"), row.getBoolean("writes")),
                SqlText.redact(Columns.exact(row, "query"), STATEMENT));
    }
}
