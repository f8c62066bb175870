package dev.vitals.spring.tests.more;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitals.Vitals;
import dev.vitals.probe.Status;
import dev.vitals.spring.tests.Apps;
import dev.vitals.testkit.RedisServer;
import dev.vitals.testkit.RequiresProgram;
import dev.vitals.testkit.network.ClosedPort;
import dev.vitals.testkit.options.ServerOptions;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import redis.clients.jedis.Jedis;

/** Redis as Spring Boot's own properties set it up, by either client: every check is up only with the right login. */
@Tag("more")
class RedisClientsTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    private static RedisServer node;
    private static RedisServer other;
    private static RedisServer users;

    @TempDir
    private static Path directory;

    @BeforeAll
    static void start() {
        ServerOptions cluster = ServerOptions.defaults()
                .withSetting("cluster-enabled", "yes")
                .withSetting("requirepass", "cluster-secret");
        node = RedisServer.start(cluster);
        other = RedisServer.start(cluster);
        try (Jedis admin = new Jedis(node.uri())) {
            admin.clusterAddSlots(IntStream.range(0, 16_384).toArray()); // Jedis asks for them at once
        }
        users = RedisServer.start(ServerOptions.defaults()
                .withSetting("requirepass", "another-secret")
                .withUser("shop", "shop-secret", "+ping", "+info"));
    }

    @AfterAll
    static void stop() {
        node.close();
        other.close();
        users.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lettuce", "jedis"})
    void one_server_with_a_user_behind_tls_of_a_bundle(String client) throws Exception {
        try (TlsRelay relay = TlsRelay.to(users.port(), directory);
                ConfigurableApplicationContext application = application(
                        client,
                        "spring.data.redis.host=127.0.0.1",
                        "spring.data.redis.port=" + relay.port(),
                        "spring.data.redis.username=shop",
                        "spring.data.redis.password=shop-secret",
                        "spring.data.redis.ssl.bundle=shop",
                        "spring.ssl.bundle.jks.shop.truststore.type=PKCS12",
                        "spring.ssl.bundle.jks.shop.truststore.location=file:" + relay.store(),
                        "spring.ssl.bundle.jks.shop.truststore.password=" + TlsRelay.PASSWORD)) {
            becomesUp(application, "redis.ping");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lettuce", "jedis"})
    void each_node_of_a_cluster(String client) {
        try (ConfigurableApplicationContext application = application(
                client,
                "spring.data.redis.cluster.nodes=127.0.0.1:" + node.port() + ",127.0.0.1:" + other.port(),
                "spring.data.redis.password=cluster-secret")) {
            assertThat(application.getBean(Vitals.class).names()).contains("redis-1.cluster", "redis-2.cluster");
            becomesUp(application, "redis-1.ping");
            becomesUp(application, "redis-2.ping");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lettuce", "jedis"})
    @RequiresProgram("redis-server")
    void each_sentinel_with_a_login_of_its_own(String client) throws Exception {
        try (Sentinel sentinel = Sentinel.of(users.port(), directory);
                ConfigurableApplicationContext application = application(
                        client,
                        "spring.data.redis.sentinel.master=shop",
                        "spring.data.redis.sentinel.nodes=127.0.0.1:" + sentinel.port(),
                        "spring.data.redis.sentinel.password=sentinel-secret",
                        "spring.data.redis.password=another-secret")) {
            assertThat(application.getBean(Vitals.class).names()).contains("redis.sentinel").doesNotContain("redis.memory");
            becomesUp(application, "redis.ping");
        }
    }

    private static ConfigurableApplicationContext application(String client, String... properties) {
        List<String> all = new ArrayList<>(List.of(properties));
        all.add("spring.data.redis.client-type=" + client);
        ConfigurableApplicationContext application =
                Apps.startAlone(RedisAlone.class, WebApplicationType.NONE, all.toArray(String[]::new));
        assertThat(application.getBean("redisConnectionFactory").getClass().getSimpleName())
                .isEqualToIgnoringCase(client + "ConnectionFactory");
        return application;
    }

    private static void becomesUp(ConfigurableApplicationContext application, String check) {
        Vitals vitals = application.getBean(Vitals.class);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(vitals.check(check).orElseThrow())
                        .as("%s", vitals.check(check).orElseThrow().result())
                        .returns(Status.UP, each -> each.status()));
    }

    @EnableAutoConfiguration(
            excludeName = {
                "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration",
                "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration"
            })
    static class RedisAlone {}

    /** The {@code redis-server} of this machine as a sentinel. */
    private record Sentinel(Process process, int port) implements AutoCloseable {
        static Sentinel of(int master, Path directory) throws Exception {
            int port;
            try (ClosedPort free = ClosedPort.reserve()) {
                port = free.port();
            }
            Path configuration = Files.writeString(
                    directory.resolve(port + ".sentinel"),
                    "port " + port + "\nbind 127.0.0.1\ndir " + directory + "\nrequirepass sentinel-secret"
                            + "\nsentinel monitor shop 127.0.0.1 " + master + " 1\nsentinel auth-pass shop another-secret\n");
            Process process = new ProcessBuilder("redis-server", configuration.toString(), "--sentinel")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            URI uri = URI.create("redis://:sentinel-secret@127.0.0.1:" + port);
            await().atMost(SOON).ignoreExceptions().until(() -> {
                try (Jedis admin = new Jedis(uri)) {
                    return admin.ping().equals("PONG");
                }
            });
            return new Sentinel(process, port);
        }

        @Override
        public void close() throws InterruptedException {
            process.destroyForcibly().waitFor();
        }
    }
}
