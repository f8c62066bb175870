package dev.vitals.jdbc.internal.mysql.replication;

import dev.vitals.probe.Evidence;
import dev.vitals.probe.Quantities;
import dev.vitals.text.Clean;
import java.util.List;

/** Shows a replica's channels. */
final class ReplicaTable {
    private static final List<String> COLUMNS =
            List.of("channel", "source", "receives", "applies", "behind", "of that on purpose", "last error");
    private static final int NAME = 100;

    private ReplicaTable() {}

    static Evidence of(List<ReplicaChannel> channels) {
        return new Evidence.Table(
                "channels", COLUMNS, channels.stream().map(ReplicaTable::row).toList());
    }

    private static List<String> row(ReplicaChannel channel) {
        int error = channel.applyError() == 0 ? channel.receiveError() : channel.applyError();
        return List.of(
                Clean.line(channel.name(), NAME),
                Clean.line(channel.source().toString(), NAME),
                channel.receiving() ? "yes" : "no",
                channel.applying() ? "yes" : "no",
                channel.behind().map(Quantities::duration).orElse("not known"),
                Quantities.duration(channel.delay()),
                error == 0 ? "" : Integer.toString(error));
    }
}
