package dev.vitals.jdbc.internal.postgres.replication;

import dev.vitals.jdbc.internal.findings.Finding;
import dev.vitals.jdbc.internal.findings.ReachedLimit;
import dev.vitals.jdbc.limits.ReplicationLimits;
import dev.vitals.probe.Cause;
import dev.vitals.probe.Command;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Whether subscriptions receive and can apply what they receive. A process that fails ends and is started again every few
 * seconds, so how it is at one moment says little: what counts is for how long we have not seen it well. Not thread-safe:
 * used by one check.
 */
final class SubscriberSide {
    private final ReplicationLimits limits;
    private final LongSupplier nanoTime;
    private Map<String, Past> pasts = Map.of();

    SubscriberSide(ReplicationLimits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
    }

    List<Finding> findings(List<Subscription> subscriptions) {
        long now = nanoTime.getAsLong();
        Map<String, Past> next = new HashMap<>();
        List<Finding> findings = new ArrayList<>();
        for (Subscription one : subscriptions) {
            if (one.stopped()) {
                findings.add(stopped(one));
            } else if (one.enabled()) {
                Past past = past(one, now);
                next.put(one.words(), past);
                judge(one, past, Duration.ofNanos(now - past.wellAt()), findings);
            }
        }
        pasts = next;
        return findings;
    }

    private Past past(Subscription one, long now) {
        long errors = one.errors().orElse(0L);
        Past before = pasts.getOrDefault(one.words(), new Past(now, errors, errors));
        return one.hears() && errors <= before.errors()
                ? new Past(now, errors, errors)
                : new Past(before.wellAt(), before.errorsWhenWell(), errors);
    }

    private void judge(Subscription one, Past past, Duration age, List<Finding> findings) {
        Status status = limits.lag().judge(age);
        if (status == Status.UP) {
            return;
        }
        long errors = past.errors() - past.errorsWhenWell();
        boolean failing = errors > 0;
        Cause cause = failing ? SubscriptionCauses.FAILING : SubscriptionCauses.CUT_OFF;
        String what = failing
                ? " cannot apply what it receives: " + errors + " errors in " + Quantities.duration(age)
                : " has received nothing for " + Quantities.duration(age);
        findings.add(
                new Finding(
                        status,
                        cause,
                        one.words() + what + ReachedLimit.words(limits.lag(), status),
                        failing
                                ? remedies()
                                : List.of(
                                        Remedy.words(
                                                "read this server's log for why it does not connect: the"
                                                        + " publisher is away, its address or password has changed, or its slot is gone or in use"))));
    }

    private static Finding stopped(Subscription one) {
        return new Finding(
                Status.DEGRADED,
                SubscriptionCauses.FAILING,
                one.words() + " was disabled by the server after an error, or by somebody since",
                remedies());
    }

    private static List<Remedy> remedies() {
        return List.of(Remedy.words(
                        "find this server's log: it names the row and the constraint, or the table that is missing;"
                                + " mend that here, and then enable the subscription if it is disabled")
                .run(Command.sql("SELECT pg_current_logfile(), current_setting('log_directory')")));
    }

    /**
     * How a subscription was.
     *
     * @param wellAt when it was last seen well, or first seen
     * @param errorsWhenWell how many errors it had had by then
     * @param errors how many it had had when last seen
     */
    private record Past(long wellAt, long errorsWhenWell, long errors) {}
}
