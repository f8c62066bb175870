package dev.vitals.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.redis.internal.client.RedisTarget;
import dev.vitals.testkit.ManualClock;
import dev.vitals.testkit.ProbeHarness;
import dev.vitals.testkit.RedisServer;
import dev.vitals.testkit.options.ServerOptions;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.pool2.BasePooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionFactory;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.DefaultRedisCredentials;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.providers.ConnectionProvider;
import redis.clients.jedis.util.Pool;

/** Runs with Jedis 6, 7 or 8 on the class path: the same classes must read the clients of all. */
class JedisClientsTest {
    private static RedisServer server;
    private static URI uri;

    @BeforeAll
    static void start() {
        server = RedisServer.start(ServerOptions.defaults().withUser("app", "secret", "+ping"));
        uri = server.uri("app", "secret");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RedisClient", "JedisPooled"})
    void a_client_is_read_and_not_used(String name) throws Exception {
        try (UnifiedJedis client = client(name)) {
            Pool<?> pool = (Pool<?>) client.getClass().getMethod("getPool").invoke(client);
            // Jedis 8 itself takes a connection when it makes a client.
            long borrowed = pool.getBorrowedCount();
            long created = pool.getCreatedCount();
            try (RedisProbes probes = RedisProbes.of("sessions", client)) {
                assertPings(probes);
            }

            assertThat(pool.getBorrowedCount()).isEqualTo(borrowed);
            assertThat(pool.getCreatedCount()).isEqualTo(created);
        }
    }

    /** Jedis 6 has no RedisClient, and Jedis 8 no JedisPooled. */
    private static UnifiedJedis client(String name) throws ReflectiveOperationException {
        Class<?> type;
        try {
            type = Class.forName("redis.clients.jedis." + name);
        } catch (ClassNotFoundException e) {
            System.out.println("SKIPPED a_client_is_read_and_not_used: this Jedis has no " + name);
            return abort("this Jedis has no " + name);
        }
        Object made = name.equals("RedisClient")
                ? type.getMethod("create", URI.class).invoke(null, uri)
                : type.getConstructor(URI.class).newInstance(uri);
        return (UnifiedJedis) made;
    }

    @Test
    @SuppressWarnings("deprecation") // Deprecated by Jedis and used by every older application.
    void a_pool_is_read_and_nothing_is_borrowed_from_it() throws Exception {
        try (redis.clients.jedis.JedisPool pool = new redis.clients.jedis.JedisPool(uri);
                RedisProbes probes = JedisPools.of("sessions", pool)) {
            assertPings(probes);
            assertThat(pool.getBorrowedCount()).isZero();
            assertThat(pool.getCreatedCount()).isZero();
        }
    }

    @Test
    void a_pool_of_connections_is_read() throws Exception {
        var config = DefaultJedisClientConfig.builder()
                .user("app")
                .password("secret")
                .build();
        try (ConnectionPool pool = new ConnectionPool(new HostAndPort(server.host(), server.port()), config);
                RedisProbes probes = JedisPools.of("sessions", pool)) {
            assertPings(probes);
        }
    }

    @Test
    void an_address_with_a_configuration_needs_no_client() throws Exception {
        var config = DefaultJedisClientConfig.builder()
                .user("app")
                .password("secret")
                .build();
        try (RedisProbes probes = RedisProbes.of("sessions", new HostAndPort(server.host(), server.port()), config)) {
            assertPings(probes);
        }
    }

    @Test
    void credentials_are_asked_for_again_with_every_connection() throws Exception {
        List<String> passwords = new ArrayList<>(List.of("old", "secret"));
        var config = DefaultJedisClientConfig.builder()
                .credentialsProvider(() -> new DefaultRedisCredentials("app", passwords.remove(0)))
                .build();
        ManualClock clock = new ManualClock();
        RedisTarget target = RedisTarget.of(new HostAndPort(server.host(), server.port()), config);
        try (RedisProbes probes = RedisProbes.of("sessions", target, Lab.pace(clock))) {
            ProbeHarness ping = ProbeHarness.of(probes.checks().get(0).probe());

            assertThat(ping.check().cause()).isEqualTo("redis.auth");
            clock.advance(Duration.ofMinutes(1));
            assertThat(ping.check().status()).isEqualTo(Status.UP);
        }
    }

    @Test
    void a_provider_of_credentials_that_throws_is_named_and_not_quoted() throws Exception {
        var config = DefaultJedisClientConfig.builder()
                .credentialsProvider(() -> {
                    throw new IllegalStateException("canary");
                })
                .build();
        try (RedisProbes probes = RedisProbes.of("sessions", new HostAndPort(server.host(), server.port()), config)) {
            Result result = ProbeHarness.of(probes.checks().get(0).probe()).check();

            assertThat(result.cause()).isEqualTo("redis.auth");
            assertThat(result.summary())
                    .contains("(the client's provider of credentials threw java.lang.IllegalStateException)")
                    .doesNotContain("canary");
        }
    }

    @Test
    void a_pool_that_finds_its_server_itself_is_refused_with_the_way_out() {
        var config = DefaultJedisClientConfig.builder().build();
        try (ConnectionPool pool = new ConnectionPool(new ConnectionFactory(Socket::new, config))) {
            assertThatThrownBy(() -> JedisPools.of("sessions", pool))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageEndingWith("use RedisProbes.of(name, HostAndPort, JedisClientConfig)");
        }
    }

    @Test
    void a_pool_that_makes_its_connections_itself_is_refused_with_the_way_out() {
        try (ConnectionPool pool = new ConnectionPool(new OwnFactory())) {
            assertThatThrownBy(() -> JedisPools.of("sessions", pool))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageEndingWith("use RedisProbes.of(name, HostAndPort, JedisClientConfig)");
        }
    }

    /** Knows how to log in, and keeps to itself where. */
    private static final class OwnFactory extends BasePooledObjectFactory<Connection> {
        @SuppressWarnings("unused") // It is there to be found.
        private final JedisClientConfig config =
                DefaultJedisClientConfig.builder().build();

        @Override
        public Connection create() {
            throw new JedisException("no server is there to ask");
        }

        @Override
        public PooledObject<Connection> wrap(Connection connection) {
            return new DefaultPooledObject<>(connection);
        }
    }

    @Test
    @SuppressWarnings("deprecation") // There is no other public way to make one without a server.
    void a_client_of_several_servers_is_refused_with_the_way_out() {
        ConnectionProvider several = new ConnectionProvider() {
            @Override
            public Connection getConnection() {
                throw new JedisException("no server is there to ask");
            }

            @Override
            public Connection getConnection(CommandArguments arguments) {
                throw new JedisException("no server is there to ask");
            }

            @Override
            public void close() {}
        };
        try (UnifiedJedis client = new UnifiedJedis(several, 1, Duration.ofSeconds(1))) {
            assertThatThrownBy(() -> RedisProbes.of("sessions", client))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageEndingWith("use RedisProbes.of(name, HostAndPort, JedisClientConfig)");
        }
    }

    private static void assertPings(RedisProbes probes) throws Exception {
        assertThat(ProbeHarness.of(probes.checks().get(0).probe()).check().status())
                .isEqualTo(Status.UP);
    }
}
