package dev.vitals.jdbc.internal.sqlite;

import dev.vitals.jdbc.internal.connect.Judge;
import dev.vitals.jdbc.internal.text.Words;
import dev.vitals.jdbc.limits.WalLimits;
import dev.vitals.probe.Observation;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import java.util.Optional;

/**
 * Whether the write-ahead log has outgrown what checkpoints bring back into the database.
 *
 * @param limits what counts as large
 */
record WalJudge(WalLimits limits) implements Judge<Optional<SqliteFile>> {
    @Override
    public Result judge(Optional<SqliteFile> found, ProbeContext context) {
        if (found.isEmpty()) {
            return Result.up("the database is in memory");
        }
        SqliteFile file = found.get();
        long bytes = file.walBytes();
        String how =
                "write-ahead log has " + Quantities.bytes(bytes) + ", the database " + Quantities.bytes(file.bytes());
        return judged(bytes, how, file)
                .observe(Observation.of("wal.size", bytes, "bytes")
                        .warnAt(limits.warnBytes())
                        .failAt(limits.failBytes()))
                .observe(Observation.of("database.size", file.bytes(), "bytes"));
    }

    private Result judged(long bytes, String how, SqliteFile file) {
        if (bytes < limits.warnBytes()) {
            return Result.up(how);
        }
        boolean down = bytes >= limits.failBytes();
        String words = how + " (limit " + Quantities.bytes(down ? limits.failBytes() : limits.warnBytes()) + ")";
        return (down ? Result.down("wal.large", words) : Result.degraded("wal.large", words))
                .remedy(Remedy.of("find the reader that never ends its transaction: until then nothing of what was"
                        + " written since can be brought back into the database"))
                .remedy(Remedy.run(
                        "bring it back and cut the log; the writers wait meanwhile",
                        "sqlite3 " + Words.shell(file.main().toString()) + " 'PRAGMA wal_checkpoint(TRUNCATE)'"));
    }
}
