package dev.vitals.jdbc.internal.mysql.activity;

import dev.vitals.jdbc.internal.activity.Recent;
import dev.vitals.jdbc.internal.connect.Judge;
import dev.vitals.jdbc.internal.text.Words;
import dev.vitals.jdbc.limits.SlowQueryLimits;
import dev.vitals.probe.Observation;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Whether the server counts many statements as slow, whoever sent them. */
public final class SlowStatementsJudge implements Judge<Snapshot> {
    private static final Duration WINDOW = Duration.ofMinutes(5);

    private final SlowQueryLimits limits;
    private final Recent recent;

    public SlowStatementsJudge(SlowQueryLimits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.recent = new Recent(WINDOW, nanoTime);
    }

    @Override
    public Result judge(Snapshot snapshot, ProbeContext context) {
        if (!snapshot.countsSlowStatements()) {
            return notCounted();
        }
        long slow = snapshot.status().number("Slow_queries");
        long within = recent.add(context.increase("slow", slow).orElse(0));
        double perMinute = within / (double) WINDOW.toMinutes();
        String words = Words.count(within, "slow statement") + " in the last " + Quantities.duration(WINDOW);
        Result result = perMinute > limits.perMinute() ? told(words, perMinute) : Result.up(words);
        return result.observe(
                Observation.of("statements.slow.rate", perMinute, "1/min").warnAt(limits.perMinute()));
    }

    private static Result notCounted() {
        return Result.of(
                        Status.UNKNOWN,
                        "statements.not-counted",
                        "MySQL counts slow statements only while it logs them")
                .remedy(Remedy.run(
                        "let it log them, and in its configuration too, or leave this check out",
                        "SET GLOBAL slow_query_log = ON;"));
    }

    private Result told(String words, double perMinute) {
        return Result.degraded(
                        "statements.slow",
                        String.format(
                                Locale.ROOT, "%s: %.1f a minute (limit %.1f)", words, perMinute, limits.perMinute()))
                .remedy(Remedy.run(
                        "find the log of slow statements, and what counts as slow",
                        "SHOW GLOBAL VARIABLES WHERE Variable_name IN ('slow_query_log', 'slow_query_log_file',"
                                + " 'long_query_time', 'log_output');"))
                .remedy(Remedy.run(
                        "see which statements take most time",
                        "SELECT digest_text, count_star, sum_timer_wait / 1e12 AS seconds FROM"
                                + " performance_schema.events_statements_summary_by_digest ORDER BY sum_timer_wait DESC"
                                + " LIMIT 10;"));
    }
}
