package dev.vitals.jdbc.internal.postgres.storage;

import dev.vitals.jdbc.internal.connect.Judge;
import dev.vitals.jdbc.limits.WraparoundLimits;
import dev.vitals.probe.Command;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Observation;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.text.Clean;
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
    private static final int NAME = 63;

    @Override
    public Result judge(List<FreezeAge> ages, ProbeContext context) {
        FreezeAge byXid = oldest(ages, FreezeAge::xid);
        FreezeAge byMultixact = oldest(ages, FreezeAge::multixact);
        Status xid = limits.xid().judge(byXid.xid());
        Status multixact = limits.multixact().judge(byMultixact.multixact());
        Result result = xid.compareTo(multixact) >= 0
                ? result(xid, name(byXid), "transaction", byXid.xid())
                : result(multixact, name(byMultixact), "multixact", byMultixact.multixact());
        Result shown = result.status() == Status.UP ? result : result.evidence(table(ages));
        return shown.observe(
                        Observation.count("wraparound.xid-age", byXid.xid()).against(limits.xid()))
                .observe(Observation.count("wraparound.multixact-age", byMultixact.multixact())
                        .against(limits.multixact()));
    }

    private static Result result(Status status, String database, String kind, long age) {
        if (status == Status.UP) {
            return Result.up("oldest " + kind + " number is " + millions(age) + " old, in database '" + database + "'");
        }
        return Result.of(
                        status,
                        StorageCauses.WRAPAROUND_NEAR,
                        "database '" + database + "' holds a " + kind + " number that is " + millions(age)
                                + " old: at 2,100 million the server takes no more writes")
                .remedy(Remedy.words("end what keeps rows from being frozen: old transactions, prepared transactions,"
                        + " replication slots without a reader"))
                .remedy(Remedy.words("find the oldest tables, connected to database '{}'", database)
                        .run(Command.sql("SELECT oid::regclass, age(relfrozenxid), mxid_age(relminmxid) FROM pg_class"
                                + " WHERE relkind IN ('r', 'm', 't') ORDER BY greatest(age(relfrozenxid),"
                                + " mxid_age(relminmxid)) DESC LIMIT 10")))
                .remedy(Remedy.words("run VACUUM (FREEZE) on those tables, one after the other, as their owner"));
    }

    private static Evidence.Table table(List<FreezeAge> ages) {
        return new Evidence.Table(
                "oldest databases",
                List.of("database", "transactions", "multixacts"),
                ages.stream()
                        .limit(ROWS)
                        .map(one -> List.of(name(one), millions(one.xid()), millions(one.multixact())))
                        .toList());
    }

    private static String name(FreezeAge age) {
        return Clean.line(age.database(), NAME);
    }

    private static FreezeAge oldest(List<FreezeAge> ages, ToLongFunction<FreezeAge> age) {
        return ages.stream().max(Comparator.comparingLong(age)).orElseThrow();
    }

    private static String millions(long age) {
        return age < 10_000_000 ? Long.toString(age) : String.format(Locale.ROOT, "%,d million", age / 1_000_000);
    }
}
