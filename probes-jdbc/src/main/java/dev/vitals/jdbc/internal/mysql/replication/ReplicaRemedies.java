package dev.vitals.jdbc.internal.mysql.replication;

import dev.vitals.probe.Argument;
import dev.vitals.probe.Command;
import dev.vitals.probe.Remedy;
import java.util.ArrayList;
import java.util.List;

/** What to do about a replica. */
final class ReplicaRemedies {
    private ReplicaRemedies() {}

    static List<Remedy> late() {
        return List.of(Remedy.words("look for one large transaction or a table without a primary key at the source, and"
                + " for a slow disk or long statements here"));
    }

    static List<Remedy> stopped(ReplicaChannel channel) {
        List<Remedy> remedies = new ArrayList<>();
        remedies.add(Remedy.words("read the error and the statement it happened in: Last_SQL_Error and Last_IO_Error")
                .run(Command.sql((channel.mariaDb() ? "SHOW ALL SLAVES STATUS" : "SHOW " + channel.noun() + " STATUS")
                        + "\\G")));
        if (!channel.applying()) {
            remedies.add(Remedy.words(
                            channel.applyError() == 0
                                    ? "find out why it was stopped by hand, then let it go on"
                                    : "repair what differs from the source first: skipping the statement leaves the"
                                            + " replica different for good; then let it go on")
                    .run(start(channel, "SQL_THREAD")));
        }
        if (!channel.receiving()) {
            remedies.add(Remedy.words(
                            "see that {} is up and takes the replica's login; if receiving was stopped by hand, let it"
                                    + " go on",
                            channel.source())
                    .run(start(channel, "IO_THREAD")));
        }
        return remedies;
    }

    private static Command start(ReplicaChannel channel, String thread) {
        if (channel.name().isEmpty()) {
            return Command.sql("START " + channel.noun() + " " + thread);
        }
        Argument name = Argument.mysqlLiteral(channel.name());
        return channel.mariaDb()
                ? Command.sql("START SLAVE {} " + thread, name)
                : Command.sql("START " + channel.noun() + " " + thread + " FOR CHANNEL {}", name);
    }
}
