package dev.vitals.jdbc.internal.mysql.activity;

import dev.vitals.jdbc.internal.activity.ConnectionLimit;
import dev.vitals.jdbc.internal.mysql.server.Server;
import dev.vitals.jdbc.internal.mysql.server.Settings;
import dev.vitals.jdbc.internal.session.Session;
import dev.vitals.probe.Command;
import dev.vitals.probe.Remedy;
import dev.vitals.text.Clean;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The server's limit of connections first, then those of users, as far as any account can see them: its own, and the one
 * that the server sets for all.
 */
final class MySqlLimits {
    private MySqlLimits() {}

    /** Asks for users only where one has a limit. */
    static List<ConnectionLimit> read(Session session, Server server, Settings settings, int connected)
            throws SQLException {
        List<ConnectionLimit> limits = new ArrayList<>();
        limits.add(new ConnectionLimit("", connected, Math.max(1, settings.connections()), raise()));
        if (settings.ours() > 0 || settings.perUser() > 0) {
            limits.addAll(session.list(SessionQuery.users(server), Held::read).stream()
                    .flatMap(held -> held.limit(settings).stream())
                    .toList());
        }
        return limits;
    }

    /** How many connections a user holds, our own among them. */
    private record Held(String user, int number) {
        static Held read(ResultSet row) throws SQLException {
            return new Held(String.valueOf(row.getString("user")), row.getInt("number"));
        }

        Optional<ConnectionLimit> limit(Settings settings) {
            boolean us = user.equals(settings.user());
            int allowed = us ? settings.ours() : settings.perUser();
            return allowed <= 0
                    ? Optional.empty()
                    : Optional.of(new ConnectionLimit(
                            "user '" + Clean.line(user, MySqlSessions.NAME) + "'",
                            number,
                            allowed,
                            us && allowed != settings.perUser() ? raiseForUs(settings) : raiseForAll(settings)));
        }
    }

    private static Remedy raiseForUs(Settings settings) {
        return Remedy.words("raise the limit of this user if the server has connections to spare")
                .run(settings.account().sql("ALTER USER {} WITH MAX_USER_CONNECTIONS " + 2L * settings.ours()));
    }

    private static Remedy raiseForAll(Settings settings) {
        return Remedy.words("raise the limit of all users if the server has connections to spare")
                .run(Command.sql("SET GLOBAL max_user_connections = {}", 2L * settings.perUser()));
    }

    private static Remedy raise() {
        return Remedy.words("use smaller pools or a proxy such as ProxySQL, so that more clients share the connections;"
                + " max_connections can be raised while the server runs, if it has memory to spare");
    }
}
