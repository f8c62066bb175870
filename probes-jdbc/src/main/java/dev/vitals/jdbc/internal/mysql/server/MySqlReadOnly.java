package dev.vitals.jdbc.internal.mysql.server;

import dev.vitals.jdbc.internal.session.Session;
import dev.vitals.jdbc.internal.session.WritesRefused;
import dev.vitals.probe.Command;
import dev.vitals.probe.Remedy;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Why a server takes no writes from an application: of several settings, the one that is hardest to change. */
final class MySqlReadOnly {
    /** A server leaves out those it does not have. That of transactions is the session's, the others are the server's. */
    private static final String QUERY = "show session variables where variable_name in ('read_only',"
            + " 'super_read_only', 'innodb_read_only', 'transaction_read_only', 'tx_read_only')";

    /** MariaDB 12 shows further words where all others show ON. */
    private static final Set<String> OFF = Set.of("OFF", "0", "");

    private MySqlReadOnly() {}

    static Optional<WritesRefused> of(Session session) throws SQLException {
        Server server = Server.of(session);
        Map<String, String> values = new HashMap<>();
        session.list(
                server.bounded(QUERY), row -> values.put(row.getString(1).toLowerCase(Locale.ROOT), row.getString(2)));
        if (on(values, "innodb_read_only")) {
            return refused(
                    "because of innodb_read_only",
                    Remedy.words(
                            "point the application at the writer: this server was started read-only, as a replica"
                                    + " over shared storage is; if it should take writes, restart it without innodb_read_only"));
        }
        if (on(values, "super_read_only")) {
            return refused("because of super_read_only", off("which turns super_read_only off with it"));
        }
        if (on(values, "read_only")) {
            return refused("because of read_only", off("which lets ordinary users write"));
        }
        String transactions = values.containsKey("transaction_read_only") ? "transaction_read_only" : "tx_read_only";
        return on(values, transactions)
                ? refused(
                        "because transactions are read-only by default (" + transactions + ")",
                        Remedy.words("look for it in the URL and the pool; if it is the server's default, set that back"
                                        + " for new sessions, in the server's configuration too")
                                .run(Command.sql("SET GLOBAL " + transactions + " = OFF")))
                : Optional.empty();
    }

    private static Remedy off(String effect) {
        return Remedy.words(
                        "point the application at the source if this is a replica; if it was set read-only for a"
                                + " maintenance that is over, set it back, {}, as an administrator",
                        effect)
                .run(Command.sql("SET GLOBAL read_only = OFF"));
    }

    private static boolean on(Map<String, String> values, String name) {
        return !OFF.contains(String.valueOf(values.getOrDefault(name, "")).toUpperCase(Locale.ROOT));
    }

    private static Optional<WritesRefused> refused(String why, Remedy remedy) {
        return Optional.of(new WritesRefused(why, List.of(remedy)));
    }
}
