package dev.vitals.jdbc.internal.mysql.activity;

import dev.vitals.jdbc.internal.activity.ClientSession;
import dev.vitals.jdbc.internal.activity.ConnectionLimit;
import dev.vitals.jdbc.internal.mysql.server.Settings;
import dev.vitals.probe.Command;
import dev.vitals.probe.Remedy;
import dev.vitals.text.Clean;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The server's limit of connections first, then those of users, as far as any account can see them: its own, and the one
 * that the server sets for all.
 */
final class MySqlLimits {
    private MySqlLimits() {}

    static List<ConnectionLimit> of(Settings settings, int others, List<ClientSession> sessions) {
        List<ConnectionLimit> limits = new ArrayList<>();
        limits.add(new ConnectionLimit("", others, Math.max(1, settings.connections()), raise()));
        Map<String, Long> users = sessions.stream()
                .collect(Collectors.groupingBy(one -> one.group().user(), Collectors.counting()));
        String us = Clean.line(settings.user(), MySqlSessions.NAME);
        if (settings.ours() > 0) {
            limits.add(own(settings, us, users.getOrDefault(us, 0L).intValue()));
        }
        if (settings.perUser() > 0) {
            users.forEach((user, number) -> {
                if (!user.equals(us)) {
                    limits.add(new ConnectionLimit(
                            owner(user), number.intValue(), settings.perUser(), raiseForAll(settings)));
                }
            });
        }
        return limits;
    }

    /** Our own connection takes one of the user's. */
    private static ConnectionLimit own(Settings settings, String user, int used) {
        Remedy raise = settings.ours() == settings.perUser()
                ? raiseForAll(settings)
                : Remedy.words("raise the limit of this user if the server has connections to spare")
                        .run(settings.account().sql("ALTER USER {} WITH MAX_USER_CONNECTIONS " + 2L * settings.ours()));
        return new ConnectionLimit(owner(user), used, Math.max(1, settings.ours() - 1), raise);
    }

    private static String owner(String user) {
        return "user '" + user + "'";
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
