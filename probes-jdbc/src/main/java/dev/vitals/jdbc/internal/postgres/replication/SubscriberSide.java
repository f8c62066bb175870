package dev.vitals.jdbc.internal.postgres.replication;

import dev.vitals.jdbc.internal.findings.Finding;
import dev.vitals.jdbc.internal.findings.ReachedLimit;
import dev.vitals.jdbc.limits.ReplicationLimits;
import dev.vitals.probe.Command;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Whether subscriptions receive and can apply what they receive. A process that fails ends and is started again every few
 * seconds, so how it is at one moment says little: what counts is for how long we have not seen it well. Not thread-safe:
 * used by one check.
 */
final class SubscriberSide {
    private static final Remedy CONNECT =
            Remedy.words("read this server's log for why it does not connect: the publisher is"
                    + " away, its address or password has changed, or its slot is gone or in use");

    private final ReplicationLimits limits;
    private final LongSupplier nanoTime;
    private Map<String, Past> pasts = Map.of();
    private Set<String> stopped = Set.of();

    SubscriberSide(ReplicationLimits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
    }

    List<Finding> findings(List<Subscription> subscriptions) {
        long now = nanoTime.getAsLong();
        Map<String, Past> next = new HashMap<>();
        Set<String> stopping = new HashSet<>();
        List<Finding> findings = new ArrayList<>();
        for (Subscription one : subscriptions) {
            if (hasStopped(one)) {
                stopping.add(one.words());
                findings.add(stopped(one));
            } else if (one.enabled()) {
                Past past = past(one, now);
                next.put(one.words(), past);
                judge(one, past, Duration.ofNanos(now - past.wellAt()), findings);
            }
        }
        pasts = next;
        stopped = stopping;
        return findings;
    }

    /** The server forgets in a crash that an error was why. */
    private boolean hasStopped(Subscription one) {
        return one.mayHaveStopped() && (one.errors().orElse(0L) > 0 || stopped.contains(one.words()));
    }

    /** What may be meant, but has to be known; asked after {@link #findings}, of which none is repeated. */
    List<String> notes(List<Subscription> subscriptions) {
        return subscriptions.stream()
                .filter(one -> !one.enabled() && !stopped.contains(one.words()))
                .map(one ->
                        one.words() + " is disabled: nothing of it is applied, and its publisher keeps write-ahead log"
                                + " for it; enable or drop it")
                .toList();
    }

    private Past past(Subscription one, long now) {
        long errors = one.errors().orElse(0L);
        Past before = pasts.getOrDefault(one.words(), new Past(now, 0, errors));
        return one.hears() && errors == before.errors()
                ? new Past(now, 0, errors)
                : new Past(before.wellAt(), before.failures() + before.since(errors), errors);
    }

    private void judge(Subscription one, Past past, Duration age, List<Finding> findings) {
        Status status = limits.lag().judge(age);
        if (status == Status.UP) {
            return;
        }
        long errors = past.failures();
        String reached = ReachedLimit.words(limits.lag(), status);
        if (!one.holders().isEmpty()) {
            findings.add(waiting(one, age, status, reached));
        } else if (errors > 0) {
            String what = " cannot apply what it receives: " + errors + " errors in " + Quantities.duration(age);
            findings.add(new Finding(status, SubscriptionCauses.FAILING, one.words() + what + reached, remedies()));
        } else if (!one.hears()) {
            String what = " has received nothing for " + Quantities.duration(age);
            findings.add(
                    new Finding(status, SubscriptionCauses.CUT_OFF, one.words() + what + reached, List.of(CONNECT)));
        }
    }

    private static Finding waiting(Subscription one, Duration age, Status status, String reached) {
        String holders = one.holders().stream().map(SubscriberSide::holder).collect(Collectors.joining(" and "));
        return new Finding(
                status,
                SubscriptionCauses.WAITING,
                one.words() + " has applied nothing for " + Quantities.duration(age) + ": it waits for a lock of "
                        + holders + reached,
                one.holders().stream()
                        .filter(pid -> pid > 0)
                        .map(pid -> Remedy.words("commit or roll back in pid " + pid + "; as a last resort end it")
                                .run(Command.sql("SELECT pg_terminate_backend({})", pid)))
                        .toList());
    }

    private static String holder(int pid) {
        return pid > 0 ? "pid " + pid : "a prepared transaction";
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
     * @param failures how many errors it has had since
     * @param errors what the server counted when it was last seen
     */
    private record Past(long wellAt, long failures, long errors) {
        /** A crash, or a person, may have had the server count from nothing again. */
        long since(long counted) {
            return counted >= errors ? counted - errors : counted;
        }
    }
}
