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
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisNode;
import redis.clients.jedis.HostAndPort;

/**
 * Every Redis that an application has a connection factory for, whichever client that is of. Its address, credentials and
 * TLS are read; the checks have a connection of their own. Of a cluster each node that is configured is checked; of
 * sentinels each of them, since it is they who know where the master is.
 */
public final class RedisFactories implements CheckSource {
    private static final List<String> KINDS =
            List.of("reactiveredisconnectionfactory", "redisconnectionfactory", "connectionfactory");

    private static final Map<String, List<Class<? extends CheckLimits>>> LIMITS = Map.of(
            "ping", List.of(PingLimits.class),
            "memory", List.of(MemoryLimits.class),
            "fragmentation", List.of(FragmentationLimits.class),
            "clients", List.of(ClientLimits.class),
            "persistence", List.of(PersistenceLimits.class),
            "replication", List.of(RedisReplicationLimits.class),
            "slowlog", List.of(SlowLogLimits.class),
            "latency", List.of(LatencyLimits.class));

    private static final Logger LOG = LoggerFactory.getLogger(RedisFactories.class);

    private final ListableBeanFactory beans;

    public RedisFactories(ListableBeanFactory beans) {
        this.beans = beans;
    }

    /** Returns every type of limits, which are changed by reflection. */
    public static List<Class<? extends CheckLimits>> limits() {
        return LIMITS.values().stream().flatMap(List::stream).toList();
    }

    @Override
    public void addTo(SetSettings checks, Properties properties) {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (String bean : names()) {
            String name = Names.of(bean, KINDS, "redis", "redis", properties);
            if (properties.read("redis." + bean + ".enabled", Boolean.class).orElse(true)) {
                found(bean, seen).ifPresent(topology -> add(name, topology, checks));
            }
        }
    }

    private Optional<RedisTopology> found(String bean, Set<Object> seen) {
        try {
            Object factory = inside(beans.getBean(bean));
            return seen.add(factory) ? Optional.of(RedisTopology.of(factory)) : Optional.empty();
        } catch (BeansException | IllegalArgumentException unreadable) {
            LOG.warn(
                    "nothing checks the Redis of the bean '{}': {}; a RedisProbes bean would check it, and"
                            + " vitals.redis.{}.enabled=false ends this message",
                    bean,
                    unreadable.getMessage(),
                    bean);
            return Optional.empty();
        }
    }

    /** A bean that is declared as a reactive factory is known as nothing else before it is made. */
    private Set<String> names() {
        Set<String> names =
                new LinkedHashSet<>(List.of(beans.getBeanNamesForType(RedisConnectionFactory.class, false, true)));
        names.addAll(List.of(beans.getBeanNamesForType(ReactiveRedisConnectionFactory.class, false, true)));
        return names;
    }

    private static Object inside(Object bean) {
        return Optional.ofNullable(AopProxyUtils.getSingletonTarget(bean)).orElse(bean);
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
