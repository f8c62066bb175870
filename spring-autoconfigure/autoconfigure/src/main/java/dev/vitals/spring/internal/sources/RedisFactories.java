package dev.vitals.spring.internal.sources;

import dev.vitals.probe.CheckLimits;
import dev.vitals.redis.RedisProbes;
import dev.vitals.redis.limits.ClientLimits;
import dev.vitals.redis.limits.FragmentationLimits;
import dev.vitals.redis.limits.LatencyLimits;
import dev.vitals.redis.limits.MemoryLimits;
import dev.vitals.redis.limits.PersistenceLimits;
import dev.vitals.redis.limits.PingLimits;
import dev.vitals.redis.limits.RedisReplicationLimits;
import dev.vitals.redis.limits.SlowLogLimits;
import dev.vitals.spring.internal.settings.Properties;
import dev.vitals.spring.internal.settings.SetSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisNode;
import redis.clients.jedis.HostAndPort;

/**
 * Every Redis that an application has a connection factory for, whichever client that is of. Its address, credentials and
 * TLS are read; the checks have a connection of their own. Of a cluster each node that is configured is checked; of
 * sentinels each of them, since it is they who know where the master is.
 */
public final class RedisFactories implements CheckSource {
    private static final List<String> KINDS = List.of("redisconnectionfactory", "connectionfactory");

    private static final Map<String, List<Class<? extends CheckLimits>>> LIMITS = Map.of(
            "ping", List.of(PingLimits.class),
            "memory", List.of(MemoryLimits.class),
            "fragmentation", List.of(FragmentationLimits.class),
            "clients", List.of(ClientLimits.class),
            "persistence", List.of(PersistenceLimits.class),
            "replication", List.of(RedisReplicationLimits.class),
            "slowlog", List.of(SlowLogLimits.class),
            "latency", List.of(LatencyLimits.class));

    private final ListableBeanFactory beans;
    private final Tls tls;

    public RedisFactories(ListableBeanFactory beans, Tls tls) {
        this.beans = beans;
        this.tls = tls;
    }

    /** Returns every type of limits, which are changed by reflection. */
    public static List<Class<? extends CheckLimits>> limits() {
        return LIMITS.values().stream().flatMap(List::stream).toList();
    }

    @Override
    public void addTo(SetSettings checks, Properties properties) {
        for (String bean : beans.getBeanNamesForType(RedisConnectionFactory.class, false, true)) {
            String name = Names.of(bean, KINDS, "redis", "redis", properties);
            if (properties.read("redis." + bean + ".enabled", Boolean.class).orElse(true)) {
                RedisTopology.of(beans.getBean(bean, RedisConnectionFactory.class), tls)
                        .ifPresent(topology -> add(name, topology, checks));
            }
        }
    }

    private static void add(String name, RedisTopology topology, SetSettings checks) {
        List<RedisNode> nodes = new ArrayList<>(topology.nodes());
        for (int i = 0; i < nodes.size(); i++) {
            String node = nodes.size() == 1 ? name : name + "-" + (i + 1);
            HostAndPort address = new HostAndPort(
                    Optional.ofNullable(nodes.get(i).getHost()).orElse("localhost"),
                    Optional.ofNullable(nodes.get(i).getPort()).orElse(topology.defaultPort()));
            RedisProbes probes = topology.sentinels()
                    ? RedisProbes.ofSentinel(node, address, topology.config())
                    : RedisProbes.of(node, address, topology.config());
            checks.add(node, probes, topology.sentinels() ? List.of() : List.of("latency"), LIMITS);
        }
    }
}
