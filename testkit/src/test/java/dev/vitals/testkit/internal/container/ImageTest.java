package dev.vitals.testkit.internal.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vitals.testkit.RedisServer;
import dev.vitals.testkit.internal.recipe.MySqlFamily;
import dev.vitals.testkit.options.ServerException;
import dev.vitals.testkit.options.ServerOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ImageTest {

    private final ServerOptions options =
            ServerOptions.defaults().withSetting("max_connections", "7").withUser("app", "it's", "RIGHT");

    @Test
    void postgresql_takes_settings_as_arguments_and_users_from_its_client() {
        Image image = Image.postgres("postgres:17-alpine", options, "secret");

        assertThat(image.command()).containsExactly("postgres", "-c", "max_connections=7");
        assertThat(image.environment()).containsEntry("POSTGRES_PASSWORD", "secret");
        assertThat(image.setUp())
                .extracting(command -> command.get(command.size() - 1))
                .containsExactly("CREATE ROLE \"app\" LOGIN PASSWORD 'it''s';", "GRANT RIGHT TO \"app\";");
        assertThat(image.version()).isEqualTo("17-alpine");
    }

    @Test
    void mysql_and_mariadb_have_names_of_their_own() {
        Image mySql = Image.mySql(MySqlFamily.MY_SQL, "mysql:8.4", options, "secret");
        Image mariaDb = Image.mySql(MySqlFamily.MARIA_DB, "mariadb:11", options, "secret");

        assertThat(mySql.product()).isEqualTo("MySQL");
        assertThat(mySql.command()).containsExactly("mysqld", "--max_connections=7");
        assertThat(mySql.environment()).containsEntry("MYSQL_ROOT_PASSWORD", "secret");
        assertThat(mySql.setUp().get(0)).startsWith("mysql");
        assertThat(mariaDb.product()).isEqualTo("MariaDB");
        assertThat(mariaDb.command()).containsExactly("mariadbd", "--max_connections=7");
        assertThat(mariaDb.environment()).containsKey("MARIADB_DATABASE");
        assertThat(mariaDb.setUp().get(1)).endsWith("GRANT RIGHT TO 'app'@'%';");
    }

    @Test
    void redis_and_valkey_take_users_as_arguments() {
        ServerOptions some = ServerOptions.defaults()
                .withSetting("save", "")
                .withSetting("client-output-buffer-limit", "pubsub 1 1 1")
                .withUser("app", "secret", "~*", "+ping");

        assertThat(Image.redis("redis:8", some).command())
                .isEqualTo(List.of(
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
                        "+ping"));
        assertThat(Image.redis("valkey/valkey:8", some).command()).startsWith("valkey-server");
        assertThat(Image.redis("redis:8", some).environment()).isEqualTo(Map.of());
    }

    @Test
    void an_image_without_a_tag_is_the_latest() {
        assertThat(Image.redis("registry.example:5000/redis", options).version())
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
