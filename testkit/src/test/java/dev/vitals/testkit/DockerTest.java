package dev.vitals.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vitals.testkit.options.ServerException;
import dev.vitals.testkit.options.ServerOptions;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** The same servers as containers, where a Docker engine answers. */
@RequiresDocker
class DockerTest {

    @Test
    void postgresql_stops_freezes_and_comes_back() throws SQLException {
        ServerOptions options =
                ServerOptions.defaults().withImage("postgres:17-alpine").withUser("monitor", "it's", "pg_monitor");
        try (PostgresServer server = PostgresServer.start(options)) {
            Sql.run(server.dataSource(), "CREATE TABLE note AS SELECT 'kept' AS text");
            assertThat(Sql.ask(server.dataSource("monitor", "it's"), "SELECT 1"))
                    .isEqualTo("1");

            server.stop();
            assertThatCode(() -> Sql.ask(server.dataSource(), "SELECT 1")).isInstanceOf(SQLException.class);
            server.restart();
            server.freeze();
            server.thaw();
            server.kill();
            server.restart();

            assertThat(Sql.ask(server.dataSource(), "SELECT text FROM note")).isEqualTo("kept");
        }
    }

    @Test
    void redis_keeps_its_port_and_freezes() {
        ServerOptions options = ServerOptions.defaults().withImage("redis:8-alpine");
        try (RedisServer server = RedisServer.start(options);
                var jedis = new Jedis(server.uri(), 1_000)) {
            assertThat(jedis.ping()).isEqualTo("PONG");

            server.freeze();
            assertThatCode(jedis::ping).isInstanceOf(JedisConnectionException.class);
            server.stop();
            server.restart();
        }
    }

    @Test
    void mysql_has_its_users() throws SQLException {
        ServerOptions options =
                ServerOptions.defaults().withImage("mysql:8.4").withUser("monitor", "it's", "PROCESS ON *.*");
        try (MySqlServer server = MySqlServer.start(options)) {
            assertThat(Sql.ask(server.dataSource("monitor", "it's"), "SELECT 1"))
                    .isEqualTo("1");
        }
    }

    @Test
    void a_setting_that_is_refused_shows_the_log() {
        ServerOptions options =
                ServerOptions.defaults().withImage("postgres:17-alpine").withSetting("no_such_thing", "1");

        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(() -> PostgresServer.start(options))
                .withMessageContaining("no_such_thing");
    }

    @Test
    void valkey_runs_in_place_of_redis() {
        ServerOptions options = ServerOptions.defaults()
                .withImage("valkey/valkey:8")
                .withSetting("maxmemory", "10mb")
                .withUser("monitor", "secret", "+ping");
        try (RedisServer server = RedisServer.start(options);
                var jedis = new Jedis(server.uri())) {
            assertThat(jedis.configGet("maxmemory")).containsEntry("maxmemory", "10485760");
            assertThat(server).hasToString("Valkey 8 (Docker)");
        }
    }
}
