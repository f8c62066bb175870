package dev.vitals.redis;

import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.Impact;
import dev.vitals.probe.Probe;
import dev.vitals.probe.family.Choices;
import dev.vitals.probe.family.Option;
import dev.vitals.redis.internal.check.Judge;
import dev.vitals.redis.internal.check.ServerProbe;
import dev.vitals.redis.internal.clients.ClientJudge;
import dev.vitals.redis.internal.cluster.ClusterJudge;
import dev.vitals.redis.internal.fragmentation.FragmentationJudge;
import dev.vitals.redis.internal.memory.MemoryJudge;
import dev.vitals.redis.internal.persistence.PersistenceJudge;
import dev.vitals.redis.internal.ping.PingProbe;
import dev.vitals.redis.internal.replication.ReplicationJudge;
import dev.vitals.redis.internal.sentinel.SentinelJudge;
import dev.vitals.redis.internal.slowlog.LatencyJudge;
import dev.vitals.redis.internal.slowlog.SlowLogJudge;
import dev.vitals.redis.limits.ClientLimits;
import dev.vitals.redis.limits.FragmentationLimits;
import dev.vitals.redis.limits.JedisPoolLimits;
import dev.vitals.redis.limits.LatencyLimits;
import dev.vitals.redis.limits.MemoryLimits;
import dev.vitals.redis.limits.PersistenceLimits;
import dev.vitals.redis.limits.PingLimits;
import dev.vitals.redis.limits.RedisReplicationLimits;
import dev.vitals.redis.limits.SlowLogLimits;
import java.util.Arrays;
import java.util.Optional;

/** The family, in the order of the report. A check to come joins here and in the table of {@link RedisProbes}. */
enum RedisCheck {
    PING("ping", Impact.MAJOR, Optional.of(PingLimits.DEFAULT)),
    MEMORY("memory", Impact.MAJOR, Optional.of(MemoryLimits.DEFAULT)),
    FRAGMENTATION("fragmentation", Impact.MINOR, Optional.of(FragmentationLimits.DEFAULT)),
    CLIENTS("clients", Impact.MAJOR, Optional.of(ClientLimits.DEFAULT)),
    PERSISTENCE("persistence", Impact.MAJOR, Optional.of(PersistenceLimits.DEFAULT)),
    REPLICATION("replication", Impact.MAJOR, Optional.of(RedisReplicationLimits.DEFAULT)),
    CLUSTER("cluster", Impact.MAJOR, Optional.empty()),
    SENTINEL("sentinel", Impact.MAJOR, Optional.empty()),
    SLOWLOG("slowlog", Impact.MINOR, Optional.of(SlowLogLimits.DEFAULT)),
    LATENCY("latency", Impact.MINOR, Optional.of(LatencyLimits.DEFAULT)),
    POOL("pool", Impact.MAJOR, Optional.of(JedisPoolLimits.DEFAULT));

    private final String id;
    private final Impact impact;

    @SuppressWarnings("ImmutableEnumChecker") // limits are immutable records
    private final Optional<CheckLimits> defaults;

    RedisCheck(String id, Impact impact, Optional<CheckLimits> defaults) {
        this.id = id;
        this.impact = impact;
        this.defaults = defaults;
    }

    static Optional<RedisCheck> of(String id) {
        return Arrays.stream(values()).filter(check -> check.id.equals(id)).findFirst();
    }

    String id() {
        return id;
    }

    Impact impact() {
        return impact;
    }

    /** The monitor of latency records nothing on a server that was not told to. */
    Option option() {
        return new Option(id, this != LATENCY, defaults.stream().toList());
    }

    /** Whether a set has this check: a sentinel has no data, a server with data watches no other, few have a pool. */
    boolean isOf(Origin origin) {
        return switch (this) {
            case PING, CLIENTS -> true;
            case SENTINEL -> origin.sentinel();
            case POOL -> origin.pool().isPresent();
            case MEMORY, FRAGMENTATION, PERSISTENCE, REPLICATION, CLUSTER, SLOWLOG, LATENCY -> !origin.sentinel();
        };
    }

    /** A pool can be read whether or not its server answers. */
    boolean dependsOnPing() {
        return this != PING && this != POOL;
    }

    Probe probe(Origin origin, Choices choices) {
        return switch (this) {
            case PING -> new PingProbe(origin.link(), origin.info(), choices.limits(PingLimits.class));
            case POOL -> origin.pool().orElseThrow().probe(choices.limits(JedisPoolLimits.class));
            default -> new ServerProbe(origin.link(), origin.info(), judge(origin, choices));
        };
    }

    private Judge judge(Origin origin, Choices choices) {
        return switch (this) {
            case MEMORY -> new MemoryJudge(choices.limits(MemoryLimits.class));
            case FRAGMENTATION -> new FragmentationJudge(choices.limits(FragmentationLimits.class));
            case CLIENTS ->
                new ClientJudge(
                        choices.limits(ClientLimits.class), origin.link().pace());
            case PERSISTENCE -> new PersistenceJudge(choices.limits(PersistenceLimits.class));
            case REPLICATION ->
                new ReplicationJudge(
                        choices.limits(RedisReplicationLimits.class),
                        origin.link().pace());
            case CLUSTER -> new ClusterJudge();
            case SENTINEL -> new SentinelJudge();
            case SLOWLOG -> new SlowLogJudge(choices.limits(SlowLogLimits.class));
            case LATENCY -> new LatencyJudge(choices.limits(LatencyLimits.class));
            case PING, POOL -> throw new IllegalStateException(this + " is judged by a probe of its own");
        };
    }
}
