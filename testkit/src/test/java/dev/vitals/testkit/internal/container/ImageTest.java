package dev.vitals.testkit.internal.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.redis.testcontainers.RedisContainer;
import dev.vitals.testkit.RedisServer;
import dev.vitals.testkit.internal.recipe.MySqlFamily;
import dev.vitals.testkit.options.ServerException;
import dev.vitals.testkit.options.ServerOptions;
import org.junit.jupiter.api.Test;
import org.testcontainers.postgresql.PostgreSQLContainer;

class ImageTest {

    private final ServerOptions options =
            ServerOptions.defaults().withSetting("max_connections", "7").withUser("app", "it's", "RIGHT");

    @Test
    void postgresql_runs_in_its_module_with_settings_as_arguments_and_users_from_its_client() {
        Image image = new PostgresImage("registry.example:5000/our-postgres:17-alpine", options, "secret");

        assertThat(image.container()).isInstanceOfSatisfying(PostgreSQLContainer.class, container -> {
            assertThat(container.getDatabaseName()).isEqualTo("postgres");
            assertThat(container.getUsername()).isEqualTo("postgres");
            assertThat(container.getPassword()).isEqualTo("secret");
            assertThat(container.getExposedPorts()).containsExactly(image.port());
        });
        assertThat(image.container().getCommandParts())
                .containsExactly("postgres", "-c", "fsync=off", "-c", "max_connections=7");
        assertThat(image.setUp())
                .extracting(command -> command.get(command.size() - 1))
                .containsExactly("CREATE ROLE \"app\" LOGIN PASSWORD 'it''s';", "GRANT RIGHT TO \"app\";");
        assertThat(image.version()).isEqualTo("17-alpine");
    }

    @Test
    void mysql_and_mariadb_have_names_of_their_own() {
        Image mySql = new MySqlImage(MySqlFamily.MY_SQL, "mysql:8.4", options, "secret");
        Image mariaDb = new MySqlImage(MySqlFamily.MARIA_DB, "mariadb:11", options, "secret");

        assertThat(mySql.product()).isEqualTo("MySQL");
        assertThat(mySql.container().getCommandParts()).containsExactly("mysqld", "--max_connections=7");
        assertThat(mySql.container().getEnvMap()).containsEntry("MYSQL_ROOT_PASSWORD", "secret");
        assertThat(mySql.setUp().get(0)).startsWith("mysql");
        assertThat(mariaDb.product()).isEqualTo("MariaDB");
        assertThat(mariaDb.container().getCommandParts()).containsExactly("mariadbd", "--max_connections=7");
        assertThat(mariaDb.container().getEnvMap()).containsKey("MARIADB_DATABASE");
        assertThat(mariaDb.setUp().get(1)).endsWith("GRANT RIGHT TO 'app'@'%';");
    }

    @Test
    void redis_runs_in_its_module_with_users_as_arguments() {
        ServerOptions some = ServerOptions.defaults()
                .withSetting("save", "")
                .withSetting("client-output-buffer-limit", "pubsub 1 1 1")
                .withUser("app", "secret", "~*", "+ping");
        Image image = RedisFamily.image("redis:8", some);

        assertThat(image.container()).isInstanceOf(RedisContainer.class);
        assertThat(image.container().getExposedPorts()).containsExactly(image.port());
        assertThat(image.container().getCommandParts())
                .containsExactly(
                        "redis-server",
                        "--save",
                        "",
                        "--client-output-buffer-limit",
                        "pubsub",
                        "1",
                        "1",
                        "1",
                        "--user",
                        "app",
                        "on",
                        ">secret",
                        "~*",
                        "+ping");
    }

    @Test
    void valkey_has_no_module_but_a_program_of_its_own() {
        Image image = RedisFamily.image("valkey/valkey:8", options);

        assertThat(image.product()).isEqualTo("Valkey");
        assertThat(image.container()).isNotInstanceOf(RedisContainer.class);
        assertThat(image.container().getCommandParts()).startsWith("valkey-server", "--max_connections", "7");
    }

    @Test
    void an_image_without_a_tag_is_the_latest() {
        assertThat(RedisFamily.image("registry.example:5000/redis", options).version())
                .isEqualTo("latest");
    }

    @Test
    void an_image_without_docker_is_refused_with_the_way_out() {
        if (Docker.status() == Docker.ANSWERS) {
            return;
        }
        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(() -> RedisServer.start(ServerOptions.defaults().withImage("redis:8")))
                .withMessageContaining("cannot run redis:8: Docker: not answering")
                .withMessageContaining("leave the image out");
    }
}
