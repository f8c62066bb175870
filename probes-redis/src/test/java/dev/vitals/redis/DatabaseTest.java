package dev.vitals.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.Check;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.redis.limits.RedisQueue;
import dev.vitals.testkit.ProbeHarness;
import dev.vitals.testkit.RedisServer;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;

/** A number of a database that the server does not have: it answers, and no client with these settings can use it. */
class DatabaseTest {
    private static RedisServer server;

    @BeforeAll
    static void start() {
        server = RedisServer.start();
        try (Admin admin = Admin.of(server)) {
            admin.run("ACL", "SETUSER", "pinger", "on", ">secret", "+ping");
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void a_number_that_is_not_there_is_down_by_address_and_what_needs_no_number_goes_on() throws Exception {
        try (Lab lab =
                Lab.at(URI.create(server.uri() + "/99"), probes -> probes.queue("jobs", RedisQueue.list("jobs")))) {
            for (int i = 0; i < 2; i++) {
                wrong(lab.ping());
                Result queue = lab.check("jobs");
                assertThat(queue.cause()).isEqualTo("redis.database");
                assertThat(queue.status()).isEqualTo(Status.UNKNOWN);
                assertThat(lab.memory().status()).isEqualTo(Status.UP);
            }
        }
    }

    @Test
    void by_host_port_and_configuration_and_by_a_pool_of_jedis_it_is_the_same() throws Exception {
        DefaultJedisClientConfig config =
                DefaultJedisClientConfig.builder().database(16).build();
        HostAndPort address = new HostAndPort(server.host(), server.port());
        try (RedisProbes settings = RedisProbes.of("sessions", address, config);
                ConnectionPool client = new ConnectionPool(address, config);
                RedisProbes jedis = JedisPools.of("sessions", client)) {
            wrong(ping(settings));
            wrong(ping(jedis));
        }
    }

    @Test
    void a_number_that_is_there_is_up_and_so_is_one_that_the_user_may_not_choose() throws Exception {
        String place = server.host() + ":" + server.port();
        try (Lab last = Lab.at(URI.create("redis://" + place + "/15"));
                Lab pinger = Lab.at(URI.create("redis://pinger:secret@" + place + "/15"))) {
            assertThat(last.ping().status()).isEqualTo(Status.UP);
            assertThat(pinger.ping().status()).isEqualTo(Status.UP);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"geheim", "-1", "99999999999"})
    void what_is_no_number_is_refused(String number) {
        try (RedisProbes probes = RedisProbes.of("sessions", URI.create("redis://localhost/" + number))) {
            assertThat(probes.faults())
                    .singleElement()
                    .asString()
                    .contains("number of a database")
                    .doesNotContain("geheim");
        }
    }

    private static void wrong(Result ping) {
        assertThat(ping.status()).isEqualTo(Status.DOWN);
        assertThat(ping.cause()).isEqualTo("redis.database");
        assertThat(ping.summary()).containsPattern("number (99|16)");
        assertThat(ping.remedies().get(0).toString()).contains("from 0 to 15");
    }

    private static Result ping(RedisProbes probes) throws Exception {
        Check ping = probes.checks().stream()
                .filter(check -> check.name().equals("sessions.ping"))
                .findFirst()
                .orElseThrow();
        return ProbeHarness.of(ping).check();
    }
}
