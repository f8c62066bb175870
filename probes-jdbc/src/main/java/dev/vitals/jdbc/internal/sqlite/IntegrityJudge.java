package dev.vitals.jdbc.internal.sqlite;

import dev.vitals.jdbc.internal.connect.Judge;
import dev.vitals.jdbc.internal.failure.Failure;
import dev.vitals.jdbc.internal.failure.FailureKind;
import dev.vitals.jdbc.internal.target.Target;
import dev.vitals.jdbc.internal.text.Words;
import dev.vitals.jdbc.limits.IntegrityLimits;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import java.util.List;
import java.util.function.Supplier;

/**
 * Whether the database is whole.
 *
 * @param limits up to which size it is read
 * @param target where it is
 */
record IntegrityJudge(IntegrityLimits limits, Supplier<Target> target) implements Judge<Integrity> {
    @Override
    public Result judge(Integrity seen, ProbeContext context) {
        String size = Quantities.bytes(seen.bytes());
        if (!seen.checked()) {
            return Result.unknown(
                            "integrity.too-large",
                            "database has " + size + ", too much to read (limit "
                                    + Quantities.bytes(limits.largestBytes()) + ")")
                    .remedy(Remedy.run(
                            "check a copy of it elsewhere",
                            "sqlite3 " + Words.shell(target.get().database())
                                    + " '.backup copy.db' && sqlite3 copy.db 'PRAGMA integrity_check'"));
        }
        return seen.sound() ? Result.up("all " + size + " of the database are sound") : damaged(seen);
    }

    private Result damaged(Integrity seen) {
        Failure failure = Failure.found(FailureKind.CORRUPT);
        Result result = Result.down(
                        failure.kind().cause(),
                        failure.kind().words() + ": " + target.get().words())
                .evidence(new Evidence.Text("first fault", List.of(Words.line(seen.finding(), 300))));
        for (Remedy remedy : SqliteRemedies.of(failure, target.get())) {
            result = result.remedy(remedy);
        }
        return result;
    }
}
