package dev.vitals.jdbc.internal.postgres.statements;

import dev.vitals.jdbc.limits.StatementLimits;
import dev.vitals.probe.Status;
import java.time.Duration;

/**
 * The time that a statement has taken.
 *
 * @param id its {@code queryid}
 * @param calls how often it ran
 * @param millis how long it ran, all calls together
 */
record StatementUse(long id, long calls, double millis) {
    /** What came since an earlier sample; all of it, when the server has forgotten the statement in between. */
    StatementUse since(StatementUse before) {
        return calls < before.calls()
                ? this
                : new StatementUse(id, calls - before.calls(), Math.max(0, millis - before.millis()));
    }

    double mean() {
        return calls == 0 ? 0 : millis / calls;
    }

    double share(double all) {
        return all <= 0 ? 0 : millis / all;
    }

    /** What it means: a statement that is rare or fast is well, however much of the time it takes. */
    Status judge(StatementLimits limits, double all) {
        boolean slow = calls >= limits.calls() && mean() >= limits.mean().toNanos() / 1e6;
        return slow ? limits.share().judge(share(all)) : Status.UP;
    }

    Duration meanTime() {
        return Duration.ofNanos((long) (mean() * 1e6));
    }
}
