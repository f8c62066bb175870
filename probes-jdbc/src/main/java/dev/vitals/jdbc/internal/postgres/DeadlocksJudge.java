package dev.vitals.jdbc.internal.postgres;

import dev.vitals.jdbc.internal.connect.Judge;
import dev.vitals.jdbc.internal.text.Words;
import dev.vitals.jdbc.limits.DeadlockLimits;
import dev.vitals.probe.Observation;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/**
 * Whether deadlocks are frequent. One now and then is resolved by the server and tried again by a careful application,
 * so that single ones within a short interval must not alarm.
 */
final class DeadlocksJudge implements Judge<DatabaseCounters> {
    private static final Duration WINDOW = Duration.ofMinutes(5);

    private final DeadlockLimits limits;
    private final Recent recent;
    private final Recent rollbacks;

    DeadlocksJudge(DeadlockLimits limits) {
        this(limits, System::nanoTime);
    }

    DeadlocksJudge(DeadlockLimits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.recent = new Recent(WINDOW, nanoTime);
        this.rollbacks = new Recent(WINDOW, nanoTime);
    }

    @Override
    public Result judge(DatabaseCounters now, ProbeContext context) {
        // Counters that have outgrown their old values since a reset look as if they had gone on.
        boolean reset = context.increase("reset", now.reset()).orElse(0) > 0;
        long grown = context.increase("deadlocks", now.deadlocks()).orElse(0);
        long within = recent.add(reset ? 0 : grown);
        double perMinute = within / (double) WINDOW.toMinutes();
        long undone = rollbacks.add(
                reset ? 0 : context.increase("undone", now.rollbacks()).orElse(0));
        String words = Words.count(within, "deadlock") + " in the last " + Words.duration(WINDOW);
        Result result = perMinute > limits.perMinute()
                ? told(words, perMinute)
                : rolledBack(undone / (double) WINDOW.toMinutes()).orElseGet(() -> Result.up(words));
        return rates(
                result.observe(
                        Observation.of("deadlocks.rate", perMinute, "1/min").warnAt(limits.perMinute())),
                reset,
                context.ratePerSecond("commits", now.commits()),
                context.ratePerSecond("rollbacks", now.rollbacks()));
    }

    private Result told(String words, double perMinute) {
        return Result.degraded(
                        "deadlocks.frequent",
                        String.format(
                                Locale.ROOT, "%s: %.1f a minute (limit %.1f)", words, perMinute, limits.perMinute()))
                .remedy(Remedy.run(
                        "the server's log has both statements of each deadlock; find the log",
                        "SELECT pg_current_logfile(), current_setting('log_directory');"))
                .remedy(Remedy.of("lock rows in the same order everywhere, such as by key, and try again what failed"
                        + " with SQLState 40P01"));
    }

    private Optional<Result> rolledBack(double perMinute) {
        double limit = limits.rollbacksPerMinute().orElse(Double.POSITIVE_INFINITY);
        return perMinute <= limit
                ? Optional.empty()
                : Optional.of(Result.degraded(
                                "rollbacks.frequent",
                                String.format(
                                        Locale.ROOT,
                                        "%.1f transactions a minute rolled back in the last %s (limit %.1f)",
                                        perMinute,
                                        Words.duration(WINDOW),
                                        limit))
                        .remedy(Remedy.of("the application's log has the errors after which it rolled back; the"
                                + " server's has those of statements")));
    }

    /** For information: what is a normal share of rollbacks depends on the application. */
    private static Result rates(Result result, boolean reset, OptionalDouble commits, OptionalDouble rollbacks) {
        if (reset || commits.isEmpty() || rollbacks.isEmpty()) {
            return result;
        }
        double all = commits.getAsDouble() + rollbacks.getAsDouble();
        return result.observe(Observation.of("transactions.commit.rate", commits.getAsDouble(), "1/s"))
                .observe(Observation.of("transactions.rollback.rate", rollbacks.getAsDouble(), "1/s"))
                .observe(Observation.of(
                        "transactions.rollback.share", all == 0 ? 0 : 100 * rollbacks.getAsDouble() / all, "%"));
    }
}
