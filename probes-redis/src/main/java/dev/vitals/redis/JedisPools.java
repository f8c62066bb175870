package dev.vitals.redis;

import dev.vitals.probe.Probe;
import dev.vitals.redis.internal.client.JedisClients;
import dev.vitals.redis.internal.client.JedisClients.Found;
import dev.vitals.redis.internal.link.Pace;
import dev.vitals.redis.internal.pool.JedisPoolProbe;
import dev.vitals.redis.limits.JedisPoolLimits;
import java.util.Objects;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.util.Pool;

/**
 * The checks of a server that a pool of Jedis connects to, and of that pool.
 *
 * <p>A class of its own, since a pool of Jedis is one of commons-pool2, which this module does not bring along: its mere
 * presence makes Spring Boot pool the connections of another client. Whoever has a pool has it.
 *
 * <p>This class is thread-safe.
 *
 * @since 0.1.0
 */
public final class JedisPools {
    private JedisPools() {}

    /**
     * Returns the checks of the server a pool connects to, such as a {@code JedisPool}, with the check {@code pool} of its
     * counters. Its address, credentials and TLS are read; nothing is borrowed from it. Contacts nothing yet.
     *
     * @param name what the server is to the application; the first part of each check's name
     * @param pool the application's pool; closed by the application
     * @return the checks
     * @throws IllegalArgumentException if the pool finds its server in a way of its own, so that they cannot be read
     */
    public static RedisProbes of(String name, Pool<?> pool) {
        return of(name, Found.of(Objects.requireNonNull(pool, "pool")), Pace.real());
    }

    static RedisProbes of(String name, UnifiedJedis client) {
        return of(name, JedisClients.of(client), Pace.real());
    }

    static RedisProbes of(String name, Found found, Pace pace) {
        PoolCheck check = limits -> probe(found.pool(), limits, pace);
        return RedisProbes.of(name, found.target(), check, pace);
    }

    private static Probe probe(Pool<?> pool, JedisPoolLimits limits, Pace pace) {
        return new JedisPoolProbe(pool, limits, pace);
    }
}
