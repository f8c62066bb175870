package dev.vitals.redis.internal.client;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Optional;
import org.apache.commons.pool2.PooledObjectFactory;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisSocketFactory;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.providers.ConnectionProvider;
import redis.clients.jedis.providers.PooledConnectionProvider;
import redis.clients.jedis.util.Pool;

/**
 * Reads where a Jedis client connects to and how, without borrowing a connection from it.
 *
 * <p>Jedis keeps both in private fields, whose names differ between its factories and versions. So fields are found by
 * their type.
 */
public final class JedisClients {
    private JedisClients() {}

    /** The server of a client, and the pool that the client takes its connections from. */
    public record Found(RedisTarget target, Pool<?> pool) {
        public static Found of(Pool<?> pool) {
            return new Found(serverOf(pool), pool);
        }
    }

    public static Found of(UnifiedJedis client) {
        ConnectionProvider provider =
                find(client, ConnectionProvider.class).orElseThrow(() -> unreadable(client.getClass()));
        if (!(provider instanceof PooledConnectionProvider pooled)) {
            throw unreadable(provider.getClass());
        }
        return Found.of(pooled.getPool());
    }

    private static RedisTarget serverOf(Pool<?> pool) {
        PooledObjectFactory<?> factory = pool.getFactory();
        JedisClientConfig config =
                find(factory, JedisClientConfig.class).orElseThrow(() -> unreadable(factory.getClass()));
        JedisSocketFactory sockets = find(factory, JedisSocketFactory.class)
                .or(() -> socketsOfBuilder(factory))
                .orElseThrow(() -> unreadable(factory.getClass()));
        // A subclass may find its server in a way of its own.
        if (sockets.getClass() != DefaultJedisSocketFactory.class) {
            throw unreadable(sockets.getClass());
        }
        return RedisTarget.of(((DefaultJedisSocketFactory) sockets).getHostAndPort(), config);
    }

    private static Optional<JedisSocketFactory> socketsOfBuilder(Object factory) {
        try {
            return find(factory, Connection.Builder.class).map(Connection.Builder::getSocketFactory);
        } catch (NoClassDefFoundError e) {
            // Jedis 6 has no builder of connections.
            return Optional.empty();
        }
    }

    private static <T> Optional<T> find(Object owner, Class<T> type) {
        for (Class<?> at = owner.getClass(); at != null; at = at.getSuperclass()) {
            for (Field field : at.getDeclaredFields()) {
                if (type.isAssignableFrom(field.getType()) && !Modifier.isStatic(field.getModifiers())) {
                    return read(field, owner).map(type::cast);
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Object> read(Field field, Object owner) {
        try {
            field.setAccessible(true);
            return Optional.ofNullable(field.get(owner));
        } catch (IllegalAccessException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static IllegalArgumentException unreadable(Class<?> where) {
        return new IllegalArgumentException("cannot read from " + where.getName()
                + " which server it connects to: use RedisProbes.of(name, HostAndPort, JedisClientConfig)");
    }
}
