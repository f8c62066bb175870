package dev.vitals.jdbc.internal.postgres.statements;

import dev.vitals.jdbc.limits.StatementLimits;
import java.time.Duration;

/**
 * What a statement has cost.
 *
 * @param id its {@code queryid}
 * @param calls how often it ran
 * @param millis how long it ran, all calls together
 */
record StatementUse(long id, long calls, double millis) {
    /** What came since an earlier look; all of it, when the server has forgotten the statement in between. */
    StatementUse since(StatementUse before) {
        return calls < before.calls()
                ? this
                : new StatementUse(id, calls - before.calls(), Math.max(0, millis - before.millis()));
    }

    double mean() {
        return calls == 0 ? 0 : millis / calls;
    }

    double share(double all) {
        return all <= 0 ? 0 : 100 * millis / all;
    }

    boolean exceeds(StatementLimits limits, double all) {
        return calls >= limits.calls()
                && mean() >= limits.mean().toNanos() / 1e6
                && share(all) >= limits.sharePercent();
    }

    Duration meanTime() {
        return Duration.ofNanos((long) (mean() * 1e6));
    }
}
