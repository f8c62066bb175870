package dev.vitals.jdbc.internal.activity;

import dev.vitals.jdbc.internal.connect.Judge;
import dev.vitals.jdbc.internal.text.Words;
import dev.vitals.jdbc.limits.DeadlockLimits;
import dev.vitals.probe.Observation;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Quantities;
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
public final class DeadlocksJudge implements Judge<DeadlocksJudge.Counters> {
    private static final Duration WINDOW = Duration.ofMinutes(5);

    private final DeadlockLimits limits;
    private final Advice advice;
    private final Recent recent;
    private final Recent rollbacks;

    /**
     * Makes the judge.
     *
     * @param limits what counts as frequent
     * @param advice where the product tells more
     */
    public DeadlocksJudge(DeadlockLimits limits, Advice advice) {
        this(limits, advice, System::nanoTime);
    }

    DeadlocksJudge(DeadlockLimits limits, Advice advice, LongSupplier nanoTime) {
        this.limits = limits;
        this.advice = advice;
        this.recent = new Recent(WINDOW, nanoTime);
        this.rollbacks = new Recent(WINDOW, nanoTime);
    }

    /**
     * What a server has counted since its statistics were last reset.
     *
     * @param deadlocks how many deadlocks
     * @param commits how many transactions were committed
     * @param rollbacks how many were rolled back
     * @param reset when the statistics were reset, as a number that grows with each reset; 0 for never
     */
    public record Counters(long deadlocks, long commits, long rollbacks, long reset) {}

    /**
     * What a product has to say about its deadlocks.
     *
     * @param statements how to find the statements of the last ones
     * @param code what the loser of one gets, such as {@code SQLState 40P01}
     */
    public record Advice(Remedy statements, String code) {}

    @Override
    public Result judge(Counters now, ProbeContext context) {
        // Counters that have outgrown their old values since a reset look as if they had gone on.
        boolean reset = context.increase("reset", now.reset()).orElse(0) > 0;
        long grown = context.increase("deadlocks", now.deadlocks()).orElse(0);
        long within = recent.add(reset ? 0 : grown);
        double perMinute = within / (double) WINDOW.toMinutes();
        long undone = rollbacks.add(
                reset ? 0 : context.increase("undone", now.rollbacks()).orElse(0));
        String words = Words.count(within, "deadlock") + " in the last " + Quantities.duration(WINDOW);
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
                .remedy(advice.statements())
                .remedy(Remedy.of("lock rows in the same order everywhere, such as by key, and try again what failed"
                        + " with " + advice.code()));
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
                                        Quantities.duration(WINDOW),
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
