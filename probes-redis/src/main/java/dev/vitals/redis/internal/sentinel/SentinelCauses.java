package dev.vitals.redis.internal.sentinel;

import dev.vitals.probe.Cause;
import dev.vitals.probe.Cause.Kind;
import java.util.List;

/** What can be wrong with what a sentinel watches, or with its watching. */
public final class SentinelCauses {
    static final Cause MASTER_DOWN = Cause.of(
            "redis.sentinel.master-down",
            Kind.UNAVAILABLE,
            "watched master is down",
            "The sentinel, or enough of them, cannot reach a master. If they agree and a replica is fit, they fail over to it"
                    + " within about the failover timeout.",
            "check the master",
            "watch the failover with SENTINEL MASTERS");
    static final Cause NO_REPLICA = Cause.of(
            "redis.sentinel.no-replica",
            Kind.FAILING,
            "no replica to fail over to",
            "The sentinel knows no replica of a master, so that nothing can take over when the master is lost.",
            "start a replica of this master");
    static final Cause NO_MASTER = Cause.of(
            "redis.sentinel.no-master",
            Kind.MISCONFIGURED,
            "sentinel watches nothing",
            "The sentinel has no master in its configuration, and so can neither name one to a client nor fail over.",
            "add the master with SENTINEL MONITOR");
    static final Cause TILT = Cause.of(
            "redis.sentinel.tilt",
            Kind.FAILING,
            "sentinel does not trust its clock",
            "The sentinel is in tilt mode: its clock jumped or its host stood still, and it takes no part in failovers until"
                    + " it has been calm for 30 s.",
            "check the clock and the load of its host");

    /** Every cause of this room alone. */
    public static final List<Cause> ALL = List.of(MASTER_DOWN, NO_REPLICA, NO_MASTER, TILT);

    private SentinelCauses() {}
}
