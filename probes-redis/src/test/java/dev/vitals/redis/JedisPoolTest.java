package dev.vitals.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.redis.internal.client.JedisClients.Found;
import dev.vitals.testkit.ManualClock;
import dev.vitals.testkit.ProbeHarness;
import dev.vitals.testkit.RedisServer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;

class JedisPoolTest {
    @Test
    void an_exhausted_pool_is_degraded_then_down_with_the_code_that_waits_and_nothing_is_borrowed() throws Exception {
        ManualClock clock = new ManualClock();
        var config = DefaultJedisClientConfig.builder().build();
        try (RedisServer server = RedisServer.start();
                ConnectionPool pool = new ConnectionPool(new HostAndPort(server.host(), server.port()), config)) {
            pool.setMaxTotal(1);
            try (RedisProbes probes = JedisPools.of("cache", Found.of(pool), Lab.pace(clock))) {
                ProbeHarness check =
                        ProbeHarness.of(probes.checks().get(probes.checks().size() - 1));
                assertThat(check.check().status()).isEqualTo(Status.UP);
                Connection held = pool.getResource();
                CompletableFuture<Void> waiting =
                        CompletableFuture.runAsync(() -> pool.getResource().close());
                await().until(() -> pool.getNumWaiters() == 1);
                Result first = check.check();
                clock.advance(Duration.ofSeconds(4));
                Result second = check.check();
                clock.advance(Duration.ofSeconds(7));
                Result third = check.check();
                held.close();
                waiting.join();

                assertThat(first.status()).isEqualTo(Status.UP);
                assertThat(second.status()).isEqualTo(Status.DEGRADED);
                assertThat(third.status()).isEqualTo(Status.DOWN);
                assertThat(third.cause()).isEqualTo("redis.pool.exhausted");
                assertThat(third.summary()).startsWith("1 of 1 in use, 1 thread waiting for 11 s");
                assertThat(third.evidence().toString()).contains("waits for a connection", "JedisPoolTest.");
                assertThat(check.check().status()).isEqualTo(Status.UP);
                assertThat(pool.getBorrowedCount()).isEqualTo(2);
            }
        }
    }

    @Test
    void a_closed_pool_is_down() throws Exception {
        var config = DefaultJedisClientConfig.builder().build();
        ConnectionPool pool = new ConnectionPool(new HostAndPort("localhost", 6379), config);
        try (RedisProbes probes = JedisPools.of("cache", pool)) {
            pool.close();
            ProbeHarness check =
                    ProbeHarness.of(probes.checks().get(probes.checks().size() - 1));

            assertThat(check.check().cause()).isEqualTo("redis.pool.closed");
        }
    }
}
