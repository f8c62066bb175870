package dev.vitals.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vitals.testkit.options.ServerException;
import dev.vitals.testkit.options.ServerOptions;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What holds for MariaDB and for MySQL. */
abstract class MySqlFamilyContract<S extends MySqlFamilyServer> extends ServerContract<S> {

    /** In the server's log, for a statement it does not understand. */
    abstract String syntaxError();

    @Override
    void ask(S server, Duration patience) throws SQLException {
        long millis = patience.toMillis();
        Sql.ask(
                new DriverDataSource(
                        server.jdbcUrl() + "?connectTimeout=" + millis + "&socketTimeout=" + millis,
                        server.user(),
                        server.password()),
                "SELECT 1");
    }

    @Override
    void write(S server, String value) throws SQLException {
        Sql.run(
                server.dataSource(),
                "DROP TABLE IF EXISTS note",
                "CREATE TABLE note AS SELECT '" + value + "' AS text");
    }

    @Override
    String read(S server) throws SQLException {
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
        try (S server = start(options)) {
            var monitor = server.dataSource("mon'itor", password);

            assertThat(Sql.ask(monitor, "SELECT @@max_connections")).isEqualTo("17");
            assertThat(Sql.ask(monitor, "SHOW GRANTS")).contains("GRANT PROCESS ON *.*");
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> Sql.ask(server.dataSource("mon'itor", "wrong"), "SELECT 1"))
                    .satisfies(e -> assertThat(e.getErrorCode()).isEqualTo(1045));
            assertThat(Sql.ask(server.dataSource(), "SHOW GRANTS")).contains("WITH GRANT OPTION");
            assertThatExceptionOfType(SQLException.class)
                    .as("the administrator has a password too")
                    .isThrownBy(() -> Sql.ask(server.dataSource(server.user(), ""), "SELECT 1"));
        }
    }

    @Test
    void a_right_that_does_not_exist_is_told_without_the_password() {
        ServerOptions options = ServerOptions.defaults().withUser("app", "geheim-42", "NONSENSE ON *.*");

        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(() -> start(options))
                .withMessageContaining(syntaxError())
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("geheim-42"));
    }
}
