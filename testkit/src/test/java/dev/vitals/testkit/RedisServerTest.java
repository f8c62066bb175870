package dev.vitals.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vitals.testkit.options.ServerOptions;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisAccessControlException;

class RedisServerTest extends ServerContract<RedisServer> {

    @RegisterExtension
    static final ServerExtension<RedisServer> REDIS = ServerExtension.redis().perClass();

    @Override
    RedisServer server() {
        return REDIS.server();
    }

    @Override
    RedisServer start(ServerOptions options) {
        return RedisServer.start(options);
    }

    @Override
    void ask(RedisServer server, Duration patience) {
        try (var jedis = new Jedis(server.uri(), Math.toIntExact(patience.toMillis()))) {
            jedis.ping();
        }
    }

    @Override
    void write(RedisServer server, String value) {
        try (var jedis = new Jedis(server.uri())) {
            jedis.set("note", value);
        }
    }

    @Override
    String read(RedisServer server) {
        try (var jedis = new Jedis(server.uri())) {
            return jedis.get("note");
        }
    }

    @Override
    ServerOptions refused(ServerOptions options) {
        return options.withSetting("no-such-thing", "1");
    }

    @Test
    void says_which_version_of_redis_it_is() {
        try (var jedis = new Jedis(server().uri())) {
            assertThat(jedis.info("server")).contains("redis_version:" + server().version() + ".");
        }
    }

    @Test
    void takes_settings_of_one_word_of_several_and_of_none() {
        ServerOptions options = ServerOptions.defaults()
                .withSetting("maxmemory", "10mb")
                .withSetting("save", "")
                .withSetting("client-output-buffer-limit", "pubsub 1mb 1mb 1")
                .withSetting("requirepass", "p#ss \"word\"");
        try (RedisServer server = RedisServer.start(options);
                var jedis = new Jedis(server.uri())) {
            assertThat(jedis.configGet("maxmemory")).containsEntry("maxmemory", "10485760");
            assertThat(jedis.configGet("save")).containsEntry("save", "");
            assertThat(jedis.configGet("client-output-buffer-limit").get("client-output-buffer-limit"))
                    .contains("pubsub 1048576 1048576 1");
            assertThat(server.password()).contains("p#ss \"word\"");
        }
    }

    @Test
    void creates_users_with_only_their_rights() {
        ServerOptions options = ServerOptions.defaults().withUser("monitor", "it's \\ \"x\" here", "+ping");
        try (RedisServer server = RedisServer.start(options);
                var jedis = new Jedis(server.host(), server.port())) {
            jedis.auth("monitor", "it's \\ \"x\" here");

            assertThat(jedis.ping()).isEqualTo("PONG");
            assertThatExceptionOfType(JedisAccessControlException.class)
                    .isThrownBy(jedis::info)
                    .withMessageContaining("NOPERM");
        }
    }

    @Test
    void the_uri_carries_user_and_password_encoded() {
        assertThat(server().uri()).isEqualTo(URI.create("redis://127.0.0.1:" + server().port()));
        assertThat(server().uri("monitor", "p w%@"))
                .isEqualTo(URI.create("redis://monitor:p%20w%25%40@127.0.0.1:" + server().port()));
    }
}
