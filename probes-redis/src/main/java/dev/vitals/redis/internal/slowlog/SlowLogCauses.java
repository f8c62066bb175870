package dev.vitals.redis.internal.slowlog;

import dev.vitals.probe.Cause;
import dev.vitals.probe.Cause.Kind;
import dev.vitals.redis.internal.failure.RedisCauses;
import dev.vitals.spi.CauseLink;
import java.util.List;

/** What was slow. */
public final class SlowLogCauses {
    static final Cause COMMANDS = Cause.of(
            "redis.commands.slow",
            Kind.SLOW,
            "slow commands",
            "Commands took long on the server itself, and every other client waited meanwhile, since Redis runs one at a"
                    + " time. Commands over whole collections and scripts are the usual reason.",
            "find the code that sends these commands",
            "replace KEYS, SMEMBERS, HGETALL and the like over large collections by their SCAN forms",
            "delete large values with UNLINK instead of DEL");
    static final Cause SPIKE = Cause.of(
            "redis.latency.spike",
            Kind.SLOW,
            "latency spikes",
            "The latency monitor of Redis has recorded that it stood still: for a command, a fork, an expiry cycle or the"
                    + " disk.",
            "see which event it was with LATENCY DOCTOR");

    /** Every cause of this room. */
    public static final List<Cause> ALL = List.of(COMMANDS, SPIKE);

    /** What these explain. */
    public static final List<CauseLink> LINKS = List.of(
            CauseLink.sameResource(COMMANDS.code(), RedisCauses.SLOW.code(), "slow commands explain slow answers"),
            CauseLink.sameResource(SPIKE.code(), RedisCauses.SLOW.code(), "latency spikes explain slow answers"));

    private SlowLogCauses() {}
}
