package dev.vitals.spring.internal.sources;

import dev.vitals.VitalsBuilder;
import dev.vitals.redis.RedisProbes;
import dev.vitals.spring.internal.settings.Properties;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
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

    private static final Logger LOG = LoggerFactory.getLogger(RedisFactories.class);

    private final ListableBeanFactory beans;

    public RedisFactories(ListableBeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public void addTo(VitalsBuilder builder, Properties properties) {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (String bean : names()) {
            String name = Names.of(bean, KINDS, "redis", "redis", properties);
            if (properties.read("redis." + bean + ".enabled", Boolean.class).orElse(true)) {
                found(bean, seen).ifPresent(topology -> add(name, topology, builder));
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

    private static void add(String name, RedisTopology topology, VitalsBuilder builder) {
        List<RedisNode> nodes = new ArrayList<>(topology.nodes());
        for (int i = 0; i < nodes.size(); i++) {
            String node = nodes.size() == 1 ? name : name + "-" + (i + 1);
            HostAndPort address = new HostAndPort(
                    Optional.ofNullable(nodes.get(i).getHost()).orElse("localhost"),
                    Optional.ofNullable(nodes.get(i).getPort()).orElse(topology.defaultPort()));
            RedisProbes probes = topology.sentinels()
                    ? RedisProbes.ofSentinel(node, address, topology.config())
                    : RedisProbes.of(node, address, topology.config());
            builder.add(probes);
        }
    }
}
