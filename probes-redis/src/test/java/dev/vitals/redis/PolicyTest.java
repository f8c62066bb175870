package dev.vitals.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Subject;
import dev.vitals.testkit.RedisServer;
import dev.vitals.testkit.options.ServerOptions;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server that was filled to its limit, without any key that expires, by what its policy lets it drop. */
class PolicyTest {
    @ParameterizedTest
    @CsvSource({
        "noeviction, DOWN, redis.memory.full",
        "volatile-lru, DOWN, redis.memory.full",
        "volatile-lfu, DOWN, redis.memory.full",
        "volatile-random, DOWN, redis.memory.full",
        "volatile-ttl, DOWN, redis.memory.full",
        "allkeys-lru, UP, ok",
        "allkeys-lfu, UP, ok",
        "allkeys-random, UP, ok"
    })
    void a_full_server_is_down_unless_its_policy_lets_it_drop_any_key(String policy, Status status, String cause)
            throws Exception {
        ServerOptions options =
                ServerOptions.defaults().withSetting("maxmemory", "8mb").withSetting("maxmemory-policy", policy);
        try (RedisServer server = RedisServer.start(options);
                Admin admin = Admin.of(server);
                Lab lab = Lab.at(server.uri())) {
            lab.memory();
            admin.fill(1_500);
            lab.pass(Duration.ofSeconds(2));
            Result result = lab.memory();

            assertThat(result.status()).isEqualTo(status);
            assertThat(result.cause()).isEqualTo(cause);
            if (status != Status.UP) {
                assertThat(result.subjects()).containsExactly(Subject.endpoint("127.0.0.1", server.port()));
            }
        }
    }
}
