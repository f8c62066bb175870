package dev.vitals.jdbc.internal.postgres.activity;

import dev.vitals.jdbc.internal.activity.ClientSession;
import dev.vitals.jdbc.internal.activity.ClientSession.Commands;
import dev.vitals.jdbc.internal.activity.ClientSession.Doing;
import dev.vitals.jdbc.internal.activity.ClientSession.Group;
import dev.vitals.jdbc.internal.activity.ClientSession.Harm;
import dev.vitals.jdbc.internal.findings.Columns;
import dev.vitals.jdbc.internal.text.SqlText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.StringJoiner;

/** Makes a session of a row of {@code pg_stat_activity}. */
final class PostgresSessions {
    private static final int STATEMENT = 500;

    private PostgresSessions() {}

    static ClientSession of(ResultSet row) throws SQLException {
        int pid = row.getInt("pid");
        Group group = new Group(Columns.name(row, "application_name"), Columns.name(row, "role"));
        return new ClientSession(
                "pid",
                pid,
                who(group, Columns.name(row, "client")),
                group,
                Columns.name(row, "database"),
                row.getBoolean("visible") ? Optional.of(doing(row)) : Optional.empty(),
                new Commands("SELECT pg_cancel_backend(" + pid + ");", "SELECT pg_terminate_backend(" + pid + ");"),
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
                SqlText.redact(Optional.ofNullable(row.getString("query")).orElse(""), STATEMENT));
    }

    private static String who(Group group, String client) {
        StringJoiner who = new StringJoiner(" ");
        if (!group.application().isEmpty()) {
            who.add("app=" + group.application());
        }
        if (!group.user().isEmpty()) {
            who.add("user=" + group.user());
        }
        if (!client.isEmpty()) {
            who.add(client);
        }
        return who.toString();
    }
}
