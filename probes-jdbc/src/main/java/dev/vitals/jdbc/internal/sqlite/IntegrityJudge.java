package dev.vitals.jdbc.internal.sqlite;

import dev.vitals.jdbc.internal.connect.Judge;
import dev.vitals.jdbc.internal.failure.Failure;
import dev.vitals.jdbc.internal.failure.FailureKind;
import dev.vitals.jdbc.internal.url.Target;
import dev.vitals.jdbc.limits.IntegrityLimits;
import dev.vitals.probe.Command;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.text.Clean;
import java.util.List;
import java.util.function.Supplier;

/**
 * Whether the database is whole.
 *
 * @param limits the largest size to read
 * @param target where it is
 */
record IntegrityJudge(IntegrityLimits limits, Supplier<Target> target) implements Judge<Integrity> {
    @Override
    public Result judge(Integrity seen, ProbeContext context) {
        String size = Quantities.bytes(seen.bytes());
        if (!seen.checked()) {
            return Result.unknown(
                            SqliteCauses.TOO_LARGE,
                            "database has " + size + ", too much to read (limit "
                                    + Quantities.bytes(limits.largest().bytes()) + ")")
                    .remedy(Remedy.words("check a copy of it elsewhere")
                            .run(Command.shell(
                                    "sqlite3 {} '.backup copy.db' && sqlite3 copy.db 'PRAGMA integrity_check'",
                                    target.get().database())));
        }
        return seen.sound() ? Result.up("all " + size + " of the database are sound") : damaged(seen);
    }

    private Result damaged(Integrity seen) {
        Failure failure = Failure.found(FailureKind.CORRUPT);
        Result result = Result.down(
                        failure.kind().cause(),
                        failure.kind().words() + ": " + target.get().words())
                .evidence(new Evidence.Text("first fault", List.of(Clean.line(seen.finding(), 300))));
        return result.withRemedies(SqliteRemedies.of(failure, target.get()));
    }
}
