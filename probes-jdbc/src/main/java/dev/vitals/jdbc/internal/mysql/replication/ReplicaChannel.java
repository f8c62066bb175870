package dev.vitals.jdbc.internal.mysql.replication;

import dev.vitals.jdbc.internal.mysql.server.Server;
import dev.vitals.jdbc.internal.session.Session;
import dev.vitals.remote.Remote;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One source that a replica reads from. The server's own text about an error is left out, since it quotes the rows and the
 * statement that failed.
 *
 * @param server which server the replica is, which decides the words it takes
 * @param name the channel; empty for the only one; hostile
 * @param source the source's address; hostile
 * @param receiving whether the receiving thread is connected and running
 * @param applying whether the applying thread is running
 * @param behind how far behind, the delay included; empty when the server does not know, which is not zero
 * @param delay the delay it is configured to keep
 * @param receiveError the number of the last error while receiving; 0 for none
 * @param applyError the number of the last error while applying; 0 for none
 */
public record ReplicaChannel(
        Server server,
        String name,
        Remote source,
        boolean receiving,
        boolean applying,
        Optional<Duration> behind,
        Duration delay,
        int receiveError,
        int applyError) {

    /** Empty for a server that is not a replica. */
    public static List<ReplicaChannel> read(Session session, Server server) throws SQLException {
        return session.list(server.bounded(statement(server)), row -> of(server, new Words(row)));
    }

    /** MySQL takes only the new words from 8.4 on, MariaDB still takes the old ones. */
    private static String statement(Server server) {
        if (server.isMariaDb()) {
            return "show all slaves status";
        }
        return server.atLeast(8, 0, 22) ? "show replica status" : "show slave status";
    }

    boolean mariaDb() {
        return server.isMariaDb();
    }

    /** This server's word for a replica in its statements. */
    String noun() {
        return !mariaDb() && server.atLeast(8, 0, 22) ? "REPLICA" : "SLAVE";
    }

    boolean running() {
        return receiving && applying && behind.isPresent();
    }

    /** How far behind beyond the configured delay. */
    Duration lag() {
        Duration lag = behind.orElse(Duration.ZERO).minus(delay);
        return lag.isNegative() ? Duration.ZERO : lag;
    }

    private static ReplicaChannel of(Server server, Words row) throws SQLException {
        String seconds = row.text("Seconds_Behind_Source", "Seconds_Behind_Master");
        return new ReplicaChannel(
                server,
                row.text("Channel_Name", "Connection_name"),
                Remote.of(row.text("Source_Host", "Master_Host"), (int) row.number("Source_Port", "Master_Port")),
                row.text("Replica_IO_Running", "Slave_IO_Running").equals("Yes"),
                row.text("Replica_SQL_Running", "Slave_SQL_Running").equals("Yes"),
                seconds.isEmpty() ? Optional.empty() : Optional.of(Duration.ofSeconds(Long.parseLong(seconds))),
                Duration.ofSeconds(row.number("SQL_Delay")),
                (int) row.number("Last_IO_Errno"),
                (int) row.number("Last_SQL_Errno"));
    }

    /** A row whose columns have been renamed over the years. */
    private record Words(ResultSet row) {
        String text(String... names) throws SQLException {
            ResultSetMetaData columns = row.getMetaData();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                String label = columns.getColumnLabel(i).toLowerCase(Locale.ROOT);
                for (String name : names) {
                    if (label.equals(name.toLowerCase(Locale.ROOT))) {
                        return Optional.ofNullable(row.getString(i)).orElse("");
                    }
                }
            }
            return "";
        }

        long number(String... names) throws SQLException {
            String text = text(names);
            return text.isEmpty() ? 0 : Long.parseLong(text);
        }
    }
}
