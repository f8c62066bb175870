package dev.vitals.jdbc.internal.postgres.storage;

import dev.vitals.jdbc.internal.connect.Judge;
import dev.vitals.jdbc.internal.postgres.server.PostgresRemedies;
import dev.vitals.jdbc.internal.text.Words;
import dev.vitals.jdbc.limits.WraparoundLimits;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Observation;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/**
 * Whether the server runs out of transaction or multixact numbers, at which it takes no more writes.
 *
 * @param limits what counts as close
 */
public record WraparoundJudge(WraparoundLimits limits) implements Judge<List<FreezeAge>> {
    private static final int ROWS = 10;

    @Override
    public Result judge(List<FreezeAge> ages, ProbeContext context) {
        FreezeAge byXid = oldest(ages, FreezeAge::xid);
        FreezeAge byMultixact = oldest(ages, FreezeAge::multixact);
        Status xid = status(byXid.xid(), limits.xidWarn(), limits.xidFail());
        Status multixact = status(byMultixact.multixact(), limits.multixactWarn(), limits.multixactFail());
        Result result = xid.compareTo(multixact) >= 0
                ? result(xid, byXid, "transaction", byXid.xid())
                : result(multixact, byMultixact, "multixact", byMultixact.multixact());
        Result told = result.status() == Status.UP ? result : result.evidence(table(ages));
        return told.observe(Observation.of("wraparound.xid-age", byXid.xid(), "transactions")
                        .warnAt(limits.xidWarn())
                        .failAt(limits.xidFail()))
                .observe(Observation.of("wraparound.multixact-age", byMultixact.multixact(), "multixacts")
                        .warnAt(limits.multixactWarn())
                        .failAt(limits.multixactFail()));
    }

    private static Result result(Status status, FreezeAge oldest, String kind, long age) {
        String database = "database " + PostgresRemedies.literal(oldest.database());
        if (status == Status.UP) {
            return Result.up("oldest " + kind + " number is " + millions(age) + " old, in " + database);
        }
        return Result.of(
                        status,
                        "wraparound.near",
                        database + " holds a " + kind + " number that is " + millions(age)
                                + " old: at 2,100 million the server takes no more writes")
                .remedy(Remedy.of("end what keeps rows from being frozen: old transactions, prepared transactions,"
                        + " replication slots that nobody reads"))
                .remedy(Remedy.run(
                        "find the oldest tables, connected to " + database,
                        "SELECT oid::regclass, age(relfrozenxid), mxid_age(relminmxid) FROM pg_class"
                                + " WHERE relkind IN ('r', 'm', 't') ORDER BY greatest(age(relfrozenxid),"
                                + " mxid_age(relminmxid)) DESC LIMIT 10;"))
                .remedy(Remedy.of("run VACUUM (FREEZE) on those tables, one after the other, as their owner"));
    }

    private static Evidence.Table table(List<FreezeAge> ages) {
        return new Evidence.Table(
                "oldest databases",
                List.of("database", "transactions", "multixacts"),
                ages.stream()
                        .limit(ROWS)
                        .map(one ->
                                List.of(Words.line(one.database(), 63), millions(one.xid()), millions(one.multixact())))
                        .toList());
    }

    private static FreezeAge oldest(List<FreezeAge> ages, ToLongFunction<FreezeAge> age) {
        return ages.stream().max(Comparator.comparingLong(age)).orElseThrow();
    }

    private static Status status(long age, long warn, long fail) {
        if (age >= fail) {
            return Status.DOWN;
        }
        return age >= warn ? Status.DEGRADED : Status.UP;
    }

    private static String millions(long age) {
        return age < 10_000_000 ? Long.toString(age) : String.format(Locale.ROOT, "%,d million", age / 1_000_000);
    }
}
