package dev.vitals.jdbc.internal.mysql.activity;

import dev.vitals.jdbc.internal.activity.Recent;
import dev.vitals.jdbc.internal.activity.StatementCauses;
import dev.vitals.jdbc.internal.connect.Judge;
import dev.vitals.jdbc.limits.MySqlStatementLimits;
import dev.vitals.probe.Command;
import dev.vitals.probe.Observation;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.text.Plural;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** Whether the server counts many statements as slow, of all clients together. */
public final class SlowStatementsJudge implements Judge<Snapshot> {
    private static final Duration WINDOW = Duration.ofMinutes(5);

    private final MySqlStatementLimits limits;
    private final Recent recent;

    public SlowStatementsJudge(MySqlStatementLimits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.recent = new Recent(WINDOW, nanoTime);
    }

    @Override
    public Result judge(Snapshot snapshot, ProbeContext context) {
        if (!snapshot.countsSlowStatements()) {
            return notCounted();
        }
        OptionalLong grown = context.increase("slow", snapshot.status().number("Slow_queries"));
        long within = recent.add(grown.orElse(0));
        return grown.isEmpty() && within == 0 ? Result.up("counting slow statements from now on") : judge(within);
    }

    private Result judge(long within) {
        Observation seen = Observation.count("statements.slow.recent", within).against(limits.slow());
        String words = Plural.of(within, "slow statement") + " in the last " + Quantities.duration(WINDOW);
        Status status = seen.judge();
        return (status == Status.UP ? Result.up(words) : slow(status, words)).observe(seen);
    }

    private static Result notCounted() {
        return Result.unknown(
                        MySqlActivityCauses.NOT_COUNTED, "MySQL counts slow statements only while its slow log is on")
                .remedy(Remedy.words(
                                "switch the slow log on, in the server's configuration too, or leave this check out")
                        .run(Command.sql("SET GLOBAL slow_query_log = ON")));
    }

    private Result slow(Status status, String words) {
        return Result.of(status, StatementCauses.SLOW, words + limits.slow().suffix(status))
                .remedy(Remedy.words("find the log of slow statements, and what counts as slow")
                        .run(Command.sql("SHOW GLOBAL VARIABLES WHERE Variable_name IN ('slow_query_log',"
                                + " 'slow_query_log_file', 'long_query_time', 'log_output')")))
                .remedy(Remedy.words("see which statements take most time")
                        .run(Command.sql("SELECT digest_text, count_star, sum_timer_wait / 1e12 AS seconds FROM"
                                + " performance_schema.events_statements_summary_by_digest ORDER BY sum_timer_wait DESC"
                                + " LIMIT 10")));
    }
}
