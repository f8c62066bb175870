package dev.vitals.jdbc.internal.mysql.replication;

import dev.vitals.jdbc.internal.mysql.server.Server;
import dev.vitals.jdbc.internal.session.Session;
import dev.vitals.probe.Command;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.text.Plural;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Whether the commits of a source wait until a replica has them.
 *
 * @param wanted whether they are to
 * @param kept whether they do: after a wait for nothing the server gives up, and goes on without saying so
 * @param replicas how many connected replicas acknowledge
 * @param unacknowledged how many commits no replica has acknowledged
 */
record SemiSync(boolean wanted, boolean kept, long replicas, long unacknowledged) {
    private static final String WANTED = "show global variables where variable_name in"
            + " ('rpl_semi_sync_master_enabled', 'rpl_semi_sync_source_enabled')";
    /** The words changed with MySQL 8.0.26. */
    private static final String STATUS = "show global status where variable_name in"
            + " ('Rpl_semi_sync_master_status', 'Rpl_semi_sync_source_status', 'Rpl_semi_sync_master_clients',"
            + " 'Rpl_semi_sync_source_clients', 'Rpl_semi_sync_master_no_tx', 'Rpl_semi_sync_source_no_tx')";

    private static final SemiSync NONE = new SemiSync(false, false, 0, 0);

    static SemiSync read(Session session, Server server) throws SQLException {
        boolean wanted =
                session.list(server.bounded(WANTED), row -> row.getString(2)).contains("ON");
        if (!wanted) {
            return NONE;
        }
        Map<String, String> values = new HashMap<>();
        session.list(
                server.bounded(STATUS),
                row -> values.put(
                        row.getString(1).toLowerCase(Locale.ROOT).replaceAll(".*_(?=status|clients|no_tx)", ""),
                        row.getString(2)));
        return new SemiSync(
                true, "ON".equals(values.get("status")), number(values, "clients"), number(values, "no_tx"));
    }

    /** What there is to say of a server that is no replica. */
    Result result() {
        if (!wanted) {
            return Result.up("not a replica");
        }
        Result result = kept
                ? Result.up("not a replica; "
                        + (replicas == 0
                                ? "no replica is connected, so the next commit waits in vain for one"
                                : "commits wait for replicas, " + replicas + " connected"))
                : Result.of(
                                Status.DEGRADED,
                                ReplicaCauses.SEMI_SYNC_OFF,
                                "semi-synchronous replication is on but has been given up, with "
                                        + Plural.of(replicas, "replica")
                                        + " connected that acknowledge: commits wait for"
                                        + " none")
                        .remedy(Remedy.words(
                                        "start the replica that is missing, with semi-synchronous replication enabled"
                                                + " there as well; the source takes it up again by itself")
                                .run(Command.sql("SHOW GLOBAL STATUS LIKE 'Rpl_semi_sync%'")));
        return result.observe(Observation.count("replication.acknowledging", replicas))
                .observe(Observation.count("replication.unacknowledged", unacknowledged));
    }

    private static long number(Map<String, String> values, String name) {
        return Long.parseLong(values.getOrDefault(name, "0"));
    }
}
