package dev.vitals.testkit.internal.socket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.testkit.PostgresServer;
import dev.vitals.testkit.RedisServer;
import dev.vitals.testkit.ServerExtension;
import dev.vitals.testkit.TestServer;
import dev.vitals.testkit.network.BlackHole;
import dev.vitals.testkit.options.ServerOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GreetingTest {

    @RegisterExtension
    static final ServerExtension<PostgresServer> POSTGRES = ServerExtension.postgres();

    @RegisterExtension
    static final ServerExtension<RedisServer> REDIS =
            ServerExtension.redis(ServerOptions.defaults().withSetting("requirepass", "secret"));

    @Test
    void a_postgresql_that_asks_for_the_password_is_ready() {
        assertThat(greets(Greeting.POSTGRES, POSTGRES.server())).isTrue();
    }

    @Test
    void a_redis_that_asks_for_the_password_is_ready() {
        assertThat(greets(Greeting.REDIS, REDIS.server())).isTrue();
    }

    @Test
    void another_server_is_not_the_one_expected() {
        assertThat(greets(Greeting.POSTGRES, REDIS.server())).isFalse();
        assertThat(greets(Greeting.MYSQL, POSTGRES.server())).isFalse();
    }

    @Test
    void a_server_that_answers_nothing_is_not_ready() {
        try (BlackHole hole = BlackHole.open()) {
            assertThat(Greeting.REDIS.from(hole.host(), hole.port())).isFalse();
        }
    }

    private static boolean greets(Greeting greeting, TestServer server) {
        return greeting.from(server.host(), server.port());
    }
}
