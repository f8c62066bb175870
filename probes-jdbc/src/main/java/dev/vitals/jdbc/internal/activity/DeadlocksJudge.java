package dev.vitals.jdbc.internal.activity;

import dev.vitals.jdbc.internal.connect.Judge;
import dev.vitals.jdbc.internal.findings.ReachedLimit;
import dev.vitals.jdbc.limits.DeadlockLimits;
import dev.vitals.probe.Observation;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.text.Plural;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Whether deadlocks are frequent. A single one is resolved by the server and retried by a careful application, so that it
 * must not raise an alarm.
 */
public final class DeadlocksJudge implements Judge<DeadlocksJudge.Counters> {
    private static final Duration WINDOW = Duration.ofMinutes(5);

    private final DeadlockLimits limits;
    private final Advice advice;
    private final Recent deadlocks;
    private final Recent rollbacks;
    private Optional<Counters> previous = Optional.empty();

    /**
     * Makes the judge.
     *
     * @param limits what counts as frequent
     * @param advice where the product shows more
     */
    public DeadlocksJudge(DeadlockLimits limits, Advice advice) {
        this(limits, advice, System::nanoTime);
    }

    DeadlocksJudge(DeadlockLimits limits, Advice advice, LongSupplier nanoTime) {
        this.limits = limits;
        this.advice = advice;
        this.deadlocks = new Recent(WINDOW, nanoTime);
        this.rollbacks = new Recent(WINDOW, nanoTime);
    }

    /**
     * What a server has counted since its statistics were last reset.
     *
     * @param deadlocks how many deadlocks
     * @param commits how many transactions were committed
     * @param rollbacks how many were rolled back
     * @param reset when the statistics were reset, as a number that grows with each reset; 0 for never
     * @param off what keeps the server from counting deadlocks; empty when it counts them
     */
    public record Counters(long deadlocks, long commits, long rollbacks, long reset, Optional<NotReported> off) {
        /**
         * Makes those of a server that counts deadlocks.
         *
         * @param deadlocks how many deadlocks
         * @param commits how many transactions were committed
         * @param rollbacks how many were rolled back
         * @param reset when the statistics were reset
         */
        public Counters(long deadlocks, long commits, long rollbacks, long reset) {
            this(deadlocks, commits, rollbacks, reset, Optional.empty());
        }

        /** Counters that have outgrown their old values since a reset look as if they had gone on. */
        private boolean wasResetSince(Counters before) {
            return reset > before.reset && !before.isEmpty();
        }

        /** On PostgreSQL 12 to 14, the first statistics of a new database say that they have just been reset. */
        private boolean isEmpty() {
            return deadlocks == 0 && commits == 0 && rollbacks == 0;
        }
    }

    /**
     * What a product has to say about its deadlocks.
     *
     * @param statements how to find the statements of the last ones
     * @param code the error that the loser of one gets, such as {@code SQLState 40P01}
     */
    public record Advice(Remedy statements, String code) {}

    @Override
    public Result judge(Counters now, ProbeContext context) {
        boolean first = previous.isEmpty();
        boolean reset = previous.filter(now::wasResetSince).isPresent();
        previous = Optional.of(now);
        OptionalLong grown = context.increase("deadlocks", now.deadlocks());
        OptionalLong undone = context.increase("undone", now.rollbacks());
        OptionalDouble commits = context.ratePerSecond("commits", now.commits());
        OptionalDouble rolledBack = context.ratePerSecond("rollbacks", now.rollbacks());
        if (now.off().isPresent()) {
            return now.off().get().result();
        }
        if (first) {
            return Result.up("counting deadlocks from here on");
        }
        Result result = judge(deadlocks.add(reset ? 0 : grown.orElse(0)), rollbacks.add(reset ? 0 : undone.orElse(0)));
        return reset ? result : rates(result, commits, rolledBack);
    }

    private Result judge(long locked, long undone) {
        Status frequent = limits.deadlocks().judge(locked);
        Status often = limits.rollbacks().judge(undone);
        String words = Plural.of(locked, "deadlock") + within();
        Result result = Result.up(words);
        if (frequent != Status.UP && frequent.compareTo(often) >= 0) {
            result = frequent(frequent, words);
        } else if (often != Status.UP) {
            result = rolledBack(often, Plural.of(undone, "transaction") + " rolled back" + within());
        }
        return result.observe(Observation.count("deadlocks.recent", locked).against(limits.deadlocks()))
                .observe(Observation.count("transactions.rollback.recent", undone)
                        .against(limits.rollbacks()));
    }

    private Result frequent(Status status, String words) {
        return Result.of(
                        status,
                        ActivityCauses.DEADLOCKS_FREQUENT,
                        words + ReachedLimit.words(limits.deadlocks(), status))
                .remedy(advice.statements())
                .remedy(Remedy.words(
                        "lock rows in the same order everywhere, such as by key, and retry what failed with {}",
                        advice.code()));
    }

    private Result rolledBack(Status status, String words) {
        return Result.of(
                        status,
                        ActivityCauses.ROLLBACKS_FREQUENT,
                        words + ReachedLimit.words(limits.rollbacks(), status))
                .remedy(Remedy.words("read the application's log for the errors after which it rolled back, and the"
                        + " server's for statements that failed"));
    }

    private static String within() {
        return " in the last " + Quantities.duration(WINDOW);
    }

    /** For information: what is a normal share of rollbacks depends on the application. */
    private static Result rates(Result result, OptionalDouble commits, OptionalDouble rollbacks) {
        if (commits.isEmpty() || rollbacks.isEmpty()) {
            return result;
        }
        double all = commits.getAsDouble() + rollbacks.getAsDouble();
        Result rated = result.observe(Observation.rate("transactions.commit.rate", commits.getAsDouble()))
                .observe(Observation.rate("transactions.rollback.rate", rollbacks.getAsDouble()));
        return all == 0
                ? rated
                : rated.observe(Observation.ratio("transactions.rollback.ratio", rollbacks.getAsDouble() / all));
    }
}
