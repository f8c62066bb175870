package dev.vitals.jdbc.internal.mysql.server;

import dev.vitals.jdbc.internal.session.Session;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Quantities;
import dev.vitals.text.Clean;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Shows a server's version, uptime, role and the settings that matter in an incident. */
final class MySqlDescription {
    /** A server leaves out those it does not have. None holds a secret. */
    private static final String SETTINGS = "show global variables where variable_name in ('version',"
            + " 'version_comment', 'hostname', 'read_only', 'super_read_only', 'innodb_read_only', 'offline_mode',"
            + " 'max_connections', 'max_user_connections', 'wait_timeout', 'idle_transaction_timeout',"
            + " 'innodb_lock_wait_timeout', 'lock_wait_timeout', 'max_statement_time', 'max_execution_time',"
            + " 'innodb_buffer_pool_size', 'innodb_flush_log_at_trx_commit', 'sync_binlog', 'log_bin', 'server_id',"
            + " 'performance_schema', 'transaction_isolation', 'tx_isolation', 'sql_mode', 'long_query_time',"
            + " 'max_allowed_packet', 'thread_handling', 'require_secure_transport', 'wsrep_on')";

    private static final int VALUE = 200;

    private MySqlDescription() {}

    static List<Evidence> of(Session session) throws SQLException {
        Server server = Server.of(session);
        Duration uptime = Duration.ofSeconds(ServerStatus.read(session, server).number("Uptime"));
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("up for", Quantities.duration(uptime)));
        rows.addAll(session.list(server.bounded(SETTINGS), MySqlDescription::row));
        return List.of(new Evidence.Table("server", List.of("setting", "value"), rows));
    }

    private static List<String> row(ResultSet row) throws SQLException {
        String value = row.getString(2);
        return List.of(Clean.line(row.getString(1), VALUE), value == null ? "" : Clean.line(value, VALUE));
    }
}
