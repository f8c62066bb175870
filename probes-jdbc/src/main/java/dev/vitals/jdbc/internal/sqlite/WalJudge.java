package dev.vitals.jdbc.internal.sqlite;

import dev.vitals.jdbc.internal.connect.Judge;
import dev.vitals.jdbc.limits.WalLimits;
import dev.vitals.probe.Command;
import dev.vitals.probe.Observation;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whether the write-ahead log has outgrown what checkpoints copy back into the database.
 *
 * @param limits when it counts as large
 */
record WalJudge(WalLimits limits) implements Judge<Optional<WalState>> {
    @Override
    public Result judge(Optional<WalState> found, ProbeContext context) {
        return found.map(this::judge).orElseGet(() -> Result.up("the database is in memory"));
    }

    private Result judge(WalState state) {
        Observation log = Observation.bytes("wal.size", state.logBytes()).against(limits.size());
        Observation database = Observation.bytes("db.size", state.bytes());
        String words = "write-ahead log has " + log.shown() + ", the database " + database.shown();
        Status status = log.judge();
        return (status == Status.UP ? Result.up(words) : large(status, words, state.file()))
                .observe(log)
                .observe(database);
    }

    private Result large(Status status, String words, Path file) {
        return Result.of(status, SqliteCauses.WAL_LARGE, words + limits.size().suffix(status))
                .remedy(Remedy.words("find the reader that never ends its transaction: until then nothing written since"
                        + " can be copied back into the database"))
                .remedy(Remedy.words("copy it back and cut the log; the writers wait meanwhile")
                        .run(Command.shell("sqlite3 {} 'PRAGMA wal_checkpoint(TRUNCATE)'", file)));
    }
}
