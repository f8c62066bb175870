package dev.vitals.spring.internal.sources;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisNode;
import org.springframework.data.redis.connection.RedisPassword;
import org.springframework.data.redis.connection.RedisSentinelConfiguration;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.jedis.JedisClientConfiguration;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
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

    /** Returns what a factory leads to; empty when that cannot be read, such as behind a Unix socket. */
    static RedisTopology of(Object factory) {
        if (LETTUCE && Lettuce.is(factory)) {
            return Lettuce.read(factory);
        }
        if (JEDIS_FACTORY && Jedis.is(factory)) {
            return Jedis.read(factory);
        }
        throw new IllegalArgumentException(
                factory.getClass().getName() + " does not show which server it leads to, or how to log in");
    }

    int defaultPort() {
        return sentinels ? 26_379 : 6_379;
    }

    /** One server, or a master and its replicas, of which Spring takes the login of the first for all. */
    private static RedisTopology standalone(List<RedisStandaloneConfiguration> all, Tls tls) {
        RedisStandaloneConfiguration first = all.get(0);
        List<RedisNode> nodes = all.stream()
                .map(each -> new RedisNode(each.getHostName(), each.getPort()))
                .toList();
        return new RedisTopology(
                nodes, false, config(first.getUsername(), first.getPassword(), first.getDatabase(), tls));
    }

    private static RedisTopology cluster(RedisClusterConfiguration all, Tls tls) {
        return new RedisTopology(
                sorted(all.getClusterNodes()), false, config(all.getUsername(), all.getPassword(), 0, tls));
    }

    /** The login of the sentinels, which is another than that of the servers they watch. */
    private static RedisTopology sentinels(RedisSentinelConfiguration all, Tls tls) {
        JedisClientConfig config = config(all.getSentinelUsername(), all.getSentinelPassword(), 0, tls);
        return new RedisTopology(sorted(all.getSentinels()), true, config);
    }

    /** They come as a set, and a name must mean the same one at every start. */
    private static List<RedisNode> sorted(Iterable<RedisNode> nodes) {
        RedisNode[] all = StreamSupport.stream(nodes.spliterator(), false).toArray(RedisNode[]::new);
        Arrays.sort(all, Comparator.comparing(RedisNode::asString));
        return List.of(all);
    }

    private static JedisClientConfig config(@Nullable String user, RedisPassword password, int database, Tls tls) {
        DefaultJedisClientConfig.Builder config =
                DefaultJedisClientConfig.builder().user(user).database(database);
        password.toOptional().ifPresent(characters -> config.password(new String(characters)));
        tls.applyTo(config);
        return config.build();
    }

    /** Whether a factory uses TLS, and how. */
    interface Tls {
        void applyTo(DefaultJedisClientConfig.Builder config);
    }

    /** Spring Boot's default client. */
    private static final class Lettuce {
        static boolean is(Object factory) {
            return factory instanceof LettuceConnectionFactory;
        }

        static RedisTopology read(Object factory) {
            LettuceConnectionFactory lettuce = (LettuceConnectionFactory) factory;
            LettuceClientConfiguration client = lettuce.getClientConfiguration();
            Tls tls = LettuceTls.of(lettuce.isUseSsl(), client);
            if (lettuce.getClusterConfiguration() != null) {
                return cluster(lettuce.getClusterConfiguration(), tls);
            }
            if (lettuce.getSentinelConfiguration() != null) {
                return sentinels(lettuce.getSentinelConfiguration(), tls);
            }
            if (lettuce.getSocketConfiguration() != null) {
                throw new IllegalArgumentException("it is behind a Unix socket");
            }
            if (client.getRedisCredentialsProviderFactory().isPresent()) {
                throw new IllegalArgumentException("its login is made by a RedisCredentialsProviderFactory");
            }
            return MasterReplica.nodes(lettuce)
                    .map(nodes -> standalone(nodes, tls))
                    .orElseGet(() -> standalone(List.of(lettuce.getStandaloneConfiguration()), tls));
        }
    }

    /** The client whose classes the checks use too. */
    private static final class Jedis {
        static boolean is(Object factory) {
            return factory instanceof JedisConnectionFactory;
        }

        static RedisTopology read(Object factory) {
            JedisConnectionFactory jedis = (JedisConnectionFactory) factory;
            Tls tls = tls(jedis.isUseSsl(), jedis.getClientConfiguration());
            if (jedis.getClusterConfiguration() != null) {
                return cluster(jedis.getClusterConfiguration(), tls);
            }
            if (jedis.getSentinelConfiguration() != null) {
                return sentinels(jedis.getSentinelConfiguration(), tls);
            }
            return standalone(List.of(jedis.getStandaloneConfiguration()), tls);
        }

        private static Tls tls(boolean used, JedisClientConfiguration client) {
            return config -> {
                config.ssl(used);
                client.getSslSocketFactory().ifPresent(config::sslSocketFactory);
                client.getSslParameters().ifPresent(config::sslParameters);
                client.getHostnameVerifier().ifPresent(config::hostnameVerifier);
            };
        }
    }
}
