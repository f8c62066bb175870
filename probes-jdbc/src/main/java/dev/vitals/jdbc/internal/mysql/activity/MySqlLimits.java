package dev.vitals.jdbc.internal.mysql.activity;

import dev.vitals.jdbc.internal.activity.ClientSession;
import dev.vitals.jdbc.internal.activity.ConnectionLimit;
import dev.vitals.jdbc.internal.mysql.server.MySqlRemedies;
import dev.vitals.jdbc.internal.mysql.server.Settings;
import dev.vitals.jdbc.internal.text.Words;
import dev.vitals.probe.Remedy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The server's limit of connections first, then the users' own, as far as any account may know them: its own, and the
 * one the server sets for all.
 */
final class MySqlLimits {
    private MySqlLimits() {}

    static List<ConnectionLimit> of(Settings settings, int others, List<ClientSession> sessions) {
        List<ConnectionLimit> limits = new ArrayList<>();
        limits.add(new ConnectionLimit("", others, Math.max(1, settings.connections()), raise()));
        Map<String, Long> users = sessions.stream()
                .collect(Collectors.groupingBy(one -> one.group().user(), Collectors.counting()));
        String us = Words.line(settings.user(), 63);
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

    /** One of the user's connections is taken by us. */
    private static ConnectionLimit own(Settings settings, String user, int used) {
        Remedy raise = settings.ours() == settings.perUser()
                ? raiseForAll(settings)
                : Remedy.run(
                        "raise the limit of this user if the server has connections to spare",
                        "ALTER USER " + MySqlRemedies.account(settings.account()) + " WITH MAX_USER_CONNECTIONS "
                                + 2L * settings.ours() + ";");
        return new ConnectionLimit(owner(user), used, Math.max(1, settings.ours() - 1), raise);
    }

    private static String owner(String user) {
        return "user '" + user + "'";
    }

    private static Remedy raiseForAll(Settings settings) {
        return Remedy.run(
                "raise the limit of all users if the server has connections to spare",
                "SET GLOBAL max_user_connections = " + 2L * settings.perUser() + ";");
    }

    private static Remedy raise() {
        return Remedy.of("smaller pools, or a proxy such as ProxySQL, let more clients share the server's connections;"
                + " max_connections can be raised while the server runs, if it has memory to spare");
    }
}
