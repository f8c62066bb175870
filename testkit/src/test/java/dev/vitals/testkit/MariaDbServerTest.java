package dev.vitals.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MariaDbServerTest extends ServerContract<MariaDbServer> {

    @RegisterExtension
    static final ServerExtension<MariaDbServer> MARIA_DB =
            ServerExtension.mariaDb().perClass();

    @Override
    MariaDbServer server() {
        return MARIA_DB.server();
    }

    @Override
    MariaDbServer start(ServerOptions options) {
        return MariaDbServer.start(options);
    }

    @Override
    void ask(MariaDbServer server) throws SQLException {
        Sql.ask(
                new DriverDataSource(
                        server.jdbcUrl() + "?connectTimeout=1000&socketTimeout=1000", server.user(), server.password()),
                "SELECT 1");
    }

    @Override
    void write(MariaDbServer server, String value) throws SQLException {
        Sql.run(server.dataSource(), "CREATE OR REPLACE TABLE note AS SELECT '" + value + "' AS text");
    }

    @Override
    String read(MariaDbServer server) throws SQLException {
        return Sql.ask(server.dataSource(), "SELECT text FROM note");
    }

    @Override
    ServerOptions refused(ServerOptions options) {
        return options.withSetting("no-such-thing", "1");
    }

    @Test
    void says_which_version_it_is() throws SQLException {
        assertThat(Sql.ask(server().dataSource(), "SELECT version()")).startsWith(server().version());
    }

    @Test
    void creates_users_who_need_their_password_and_have_only_their_rights() throws SQLException {
        String password = "it's \"quoted\" \\ here";
        ServerOptions options = ServerOptions.defaults()
                .withSetting("max_connections", "17")
                .withUser("mon'itor", password, "PROCESS ON *.*");
        try (MariaDbServer server = MariaDbServer.start(options)) {
            var monitor = server.dataSource("mon'itor", password);

            assertThat(Sql.ask(monitor, "SELECT @@max_connections")).isEqualTo("17");
            assertThat(Sql.ask(monitor, "SHOW GRANTS")).contains("GRANT PROCESS ON *.*");
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> Sql.ask(server.dataSource("mon'itor", "wrong"), "SELECT 1"))
                    .satisfies(e -> assertThat(e.getErrorCode()).isEqualTo(1045));
            assertThatExceptionOfType(SQLException.class)
                    .as("the administrator has a password too")
                    .isThrownBy(() -> Sql.ask(server.dataSource(server.user(), ""), "SELECT 1"));
        }
    }

    @Test
    void a_right_that_does_not_exist_is_told_without_the_password() {
        ServerOptions options = ServerOptions.defaults().withUser("app", "geheim-42", "NONSENSE ON *.*");

        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(() -> MariaDbServer.start(options))
                .withMessageContaining("ERROR: 1064")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("geheim-42"));
    }

    @Test
    void the_url_names_the_database_and_no_password() {
        assertThat(server().jdbcUrl("orders")).isEqualTo("jdbc:mariadb://127.0.0.1:" + server().port() + "/orders");
    }
}
