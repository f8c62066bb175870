package dev.vitals.spring.internal.sources;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisNode;
import org.springframework.data.redis.connection.RedisPassword;
import org.springframework.data.redis.connection.RedisSentinelConfiguration;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.util.ClassUtils;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.JedisClientConfig;

/**
 * Which servers a connection factory leads to, and how to log in.
 *
 * @param nodes the servers, or the sentinels
 * @param sentinels whether they are sentinels
 * @param config credentials, TLS and database
 */
record RedisTopology(List<RedisNode> nodes, boolean sentinels, JedisClientConfig config) {
    private static final boolean LETTUCE =
            ClassUtils.isPresent("io.lettuce.core.RedisClient", RedisTopology.class.getClassLoader());
    /** Spring's factory for Jedis cannot be loaded without it. */
    private static final boolean JEDIS_FACTORY = ClassUtils.isPresent(
            "org.apache.commons.pool2.impl.GenericObjectPoolConfig", RedisTopology.class.getClassLoader());

    /** Returns what a factory leads to; empty when it is of a kind that cannot be read, such as a Unix socket. */
    static Optional<RedisTopology> of(RedisConnectionFactory factory, Tls tls) {
        if (LETTUCE && Lettuce.is(factory)) {
            return Lettuce.read(factory, tls);
        }
        return JEDIS_FACTORY && Jedis.is(factory) ? Jedis.read(factory, tls) : Optional.empty();
    }

    int defaultPort() {
        return sentinels ? 26_379 : 6_379;
    }

    private static RedisTopology standalone(RedisStandaloneConfiguration one, Security security) {
        JedisClientConfig config = config(one.getUsername(), one.getPassword(), one.getDatabase(), security);
        return new RedisTopology(List.of(new RedisNode(one.getHostName(), one.getPort())), false, config);
    }

    private static RedisTopology cluster(RedisClusterConfiguration all, Security security) {
        return new RedisTopology(
                sorted(all.getClusterNodes()), false, config(all.getUsername(), all.getPassword(), 0, security));
    }

    /** The login of the sentinels, which is another than that of the servers they watch. */
    private static RedisTopology sentinels(RedisSentinelConfiguration all, Security security) {
        JedisClientConfig config = config(all.getSentinelUsername(), all.getSentinelPassword(), 0, security);
        return new RedisTopology(sorted(all.getSentinels()), true, config);
    }

    /** They come as a set, and a name must mean the same one at every start. */
    private static List<RedisNode> sorted(Iterable<RedisNode> nodes) {
        RedisNode[] all = StreamSupport.stream(nodes.spliterator(), false).toArray(RedisNode[]::new);
        Arrays.sort(all, Comparator.comparing(RedisNode::asString));
        return List.of(all);
    }

    private static JedisClientConfig config(
            @Nullable String user, RedisPassword password, int database, Security security) {
        DefaultJedisClientConfig.Builder config =
                DefaultJedisClientConfig.builder().user(user).database(database);
        password.toOptional().ifPresent(characters -> config.password(new String(characters)));
        security.applyTo(config);
        return config.build();
    }

    /** Whether a factory uses TLS, and how. */
    interface Security {
        void applyTo(DefaultJedisClientConfig.Builder config);
    }

    /** Spring Boot's default client. */
    private static final class Lettuce {
        static boolean is(RedisConnectionFactory factory) {
            return factory instanceof LettuceConnectionFactory;
        }

        static Optional<RedisTopology> read(RedisConnectionFactory factory, Tls tls) {
            LettuceConnectionFactory lettuce = (LettuceConnectionFactory) factory;
            Security security = tls.of(
                    lettuce.isUseSsl(),
                    lettuce.getClientConfiguration().getVerifyMode().name());
            if (lettuce.getClusterConfiguration() != null) {
                return Optional.of(cluster(lettuce.getClusterConfiguration(), security));
            }
            if (lettuce.getSentinelConfiguration() != null) {
                return Optional.of(sentinels(lettuce.getSentinelConfiguration(), security));
            }
            return lettuce.getSocketConfiguration() == null
                    ? Optional.of(standalone(lettuce.getStandaloneConfiguration(), security))
                    : Optional.empty();
        }
    }

    /** The client whose classes the checks use too. */
    private static final class Jedis {
        static boolean is(RedisConnectionFactory factory) {
            return factory instanceof JedisConnectionFactory;
        }

        static Optional<RedisTopology> read(RedisConnectionFactory factory, Tls tls) {
            JedisConnectionFactory jedis = (JedisConnectionFactory) factory;
            Security security = tls.of(jedis.isUseSsl(), jedis.getClientConfiguration());
            if (jedis.getClusterConfiguration() != null) {
                return Optional.of(cluster(jedis.getClusterConfiguration(), security));
            }
            if (jedis.getSentinelConfiguration() != null) {
                return Optional.of(sentinels(jedis.getSentinelConfiguration(), security));
            }
            RedisStandaloneConfiguration one = jedis.getStandaloneConfiguration();
            return one == null ? Optional.empty() : Optional.of(standalone(one, security));
        }
    }
}
