package dev.vitals.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.vitals.testkit.options.ServerOptions;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

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
