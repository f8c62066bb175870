package dev.vitals.jdbc.internal.mysql.server;

import dev.vitals.jdbc.internal.session.Session;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The counters of the server, all of which any account may see. Immutable.
 *
 * @param values by name in lower case
 */
public record ServerStatus(Map<String, String> values) {
    private static final String QUERY = "show global status where variable_name in ('Threads_connected',"
            + " 'Threads_running', 'Uptime', 'Innodb_deadlocks', 'Slow_queries', 'Com_commit', 'Com_rollback',"
            + " 'wsrep_ready', 'wsrep_provider_name', 'wsrep_cluster_status', 'wsrep_cluster_size',"
            + " 'wsrep_local_state', 'wsrep_local_state_comment', 'wsrep_local_recv_queue')";

    public ServerStatus {
        values = Map.copyOf(values);
    }

    public static ServerStatus read(Session session, Server server) throws SQLException {
        Map<String, String> values = new HashMap<>();
        session.list(
                server.bounded(QUERY), row -> values.put(row.getString(1).toLowerCase(Locale.ROOT), row.getString(2)));
        return new ServerStatus(values);
    }

    /** Empty when this server does not count it. */
    public OptionalLong find(String name) {
        String value = values.get(name.toLowerCase(Locale.ROOT));
        try {
            return value == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(value));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /** 0 when this server does not count it. */
    public long number(String name) {
        return find(name).orElse(0);
    }

    /** A word; empty when this server has none. */
    public String text(String name) {
        return values.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }
}
