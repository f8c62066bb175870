package dev.vitals.jdbc.internal.sqlite;

import dev.vitals.jdbc.internal.blocking.HolderReader;
import dev.vitals.jdbc.internal.blocking.Holders;
import dev.vitals.jdbc.internal.blocking.Participant;
import dev.vitals.jdbc.internal.blocking.Participant.Doing;
import dev.vitals.jdbc.internal.blocking.Participant.Identity;
import dev.vitals.jdbc.internal.findings.Client;
import dev.vitals.jdbc.internal.session.Session;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Finds the process that keeps readers out of the file, on a system that shows locks. */
final class SqliteHolders implements HolderReader {
    @Override
    public Holders read(Session session, String sql) throws SQLException {
        Optional<SqliteFile> file = WriteLock.readable() ? SqliteFile.of(session) : Optional.empty();
        try {
            OptionalLong pid = file.isPresent() ? WriteLock.holder(file.get()) : OptionalLong.empty();
            return pid.isPresent() ? new Holders(List.of(process(pid.getAsLong())), true) : Holders.NONE;
        } catch (IOException e) {
            throw new SQLException("cannot read which process holds locks", e);
        }
    }

    private static Participant process(long pid) {
        return new Participant(
                new Identity(
                        "process " + pid, WriterJudge.words(pid), Map.of("pid", Long.toString(pid)), Optional.empty()),
                Client.UNKNOWN,
                Doing.UNKNOWN,
                "",
                Optional.empty(),
                List.of(WriterJudge.remedy(pid)));
    }
}
