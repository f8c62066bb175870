package dev.vitals.jdbc.internal.mysql.replication;

import dev.vitals.jdbc.internal.mysql.server.MySqlRemedies;
import dev.vitals.jdbc.internal.text.Words;
import dev.vitals.probe.Remedy;
import java.util.ArrayList;
import java.util.List;

/** What to do about a replica that has stopped. */
final class ReplicaRemedies {
    private ReplicaRemedies() {}

    static List<Remedy> of(ReplicaChannel channel) {
        List<Remedy> remedies = new ArrayList<>();
        remedies.add(Remedy.run(
                "read the error and the statement it happened in: Last_SQL_Error and Last_IO_Error",
                (channel.mariaDb() ? "SHOW ALL SLAVES STATUS" : "SHOW " + channel.noun() + " STATUS") + "\\G"));
        if (!channel.applying()) {
            remedies.add(Remedy.run(
                    channel.applyError() == 0
                            ? "somebody has stopped it: find out why, then let it go on"
                            : "repair what differs from the source first: skipping the statement leaves the replica"
                                    + " different for good; then let it go on",
                    start(channel, "SQL_THREAD")));
        }
        if (!channel.receiving()) {
            remedies.add(Remedy.run(
                    "see that " + Words.line(channel.source(), 100) + " is up and takes the replica's login; if"
                            + " somebody has stopped receiving, let it go on",
                    start(channel, "IO_THREAD")));
        }
        return remedies;
    }

    private static String start(ReplicaChannel channel, String thread) {
        if (channel.name().isEmpty()) {
            return "START " + channel.noun() + " " + thread + ";";
        }
        String name = MySqlRemedies.literal(channel.name());
        return channel.mariaDb()
                ? "START SLAVE " + name + " " + thread + ";"
                : "START " + channel.noun() + " " + thread + " FOR CHANNEL " + name + ";";
    }
}
