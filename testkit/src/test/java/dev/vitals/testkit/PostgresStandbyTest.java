package dev.vitals.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import dev.vitals.testkit.internal.engine.ProcessEngine;
import dev.vitals.testkit.options.ServerException;
import dev.vitals.testkit.options.ServerOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresStandbyTest {

    @RegisterExtension
    static final ServerExtension<PostgresServer> POSTGRES = ServerExtension.postgres(
                    ServerOptions.defaults().withUser("reader", "it's", "pg_monitor"))
            .perClass();

    private final PostgresServer primary = POSTGRES.server();

    @BeforeEach
    void an_empty_table() throws SQLException {
        Sql.run(primary.dataSource(), "DROP TABLE IF EXISTS note", "CREATE TABLE note (text text)");
    }

    @ParameterizedTest
    @ValueSource(strings = {PostgresServer.OLDEST, PostgresServer.NEWEST})
    void follows_its_primary_refuses_writes_and_can_be_promoted(String version) throws SQLException {
        try (PostgresServer old = PostgresServer.start(ServerOptions.defaults().withVersion(version));
                PostgresServer standby = old.standby()) {
            Sql.run(old.dataSource(), "CREATE TABLE note (text text)", "INSERT INTO note VALUES ('streamed')");

            awaitNotes(standby, "streamed");
            assertThat(standby.version()).isEqualTo(old.version()).startsWith(version + ".");
            assertThat(standby.port()).isNotEqualTo(old.port());
            assertThat(inRecovery(standby)).isEqualTo("t");
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> Sql.run(standby.dataSource(), "INSERT INTO note VALUES ('refused')"))
                    .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("25006"));

            assertThat(Sql.ask(standby.dataSource(), "SELECT pg_promote()")).isEqualTo("t");

            assertThat(inRecovery(standby)).isEqualTo("f");
            Sql.run(standby.dataSource(), "INSERT INTO note VALUES ('promoted')");
            awaitNotes(standby, "promoted,streamed");
            awaitNotes(old, "streamed");
        }
    }

    @Test
    void a_copy_taken_while_rows_are_written_has_them_all() throws Exception {
        var enough = new AtomicBoolean();
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> writeUntil(enough));
        await().atMost(Duration.ofMinutes(1)).until(() -> count(primary) > 0);
        try (PostgresServer standby = primary.standby()) {
            enough.set(true);
            writer.join();
            int written = count(primary);

            assertThat(written).isPositive();
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(count(standby)).isEqualTo(written));
        } finally {
            enough.set(true);
        }
    }

    @Test
    void a_killed_standby_catches_up_and_a_primary_that_was_away_is_followed_again() throws SQLException {
        try (PostgresServer standby = primary.standby()) {
            standby.kill();
            Sql.run(primary.dataSource(), "INSERT INTO note VALUES ('missed')");
            standby.restart();
            awaitNotes(standby, "missed");

            primary.stop();
            awaitNotes(standby, "missed");
            primary.restart();
            Sql.run(primary.dataSource(), "INSERT INTO note VALUES ('more')");

            awaitNotes(standby, "missed,more");
        }
    }

    @Test
    void users_come_from_the_primary_and_settings_may_differ() throws SQLException {
        ServerOptions options =
                ServerOptions.defaults().withSetting("cluster_name", "it's 2nd").withSetting("work_mem", "7MB");
        try (PostgresServer standby = primary.standby(options)) {
            assertThat(Sql.ask(standby.dataSource("reader", "it's"), "SHOW work_mem"))
                    .isEqualTo("7MB");
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(
                                    Sql.ask(primary.dataSource(), "SELECT application_name FROM pg_stat_replication"))
                            .isEqualTo("it's 2nd"));
            assertThat(Sql.ask(primary.dataSource(), "SHOW work_mem")).isEqualTo("4MB");
        }
    }

    @Test
    void a_frozen_standby_leaves_its_primary_alone() throws SQLException {
        try (PostgresServer standby = primary.standby()) {
            standby.freeze();
            Sql.run(primary.dataSource(), "INSERT INTO note VALUES ('late')");
            standby.thaw();

            awaitNotes(standby, "late");
        }
    }

    @Test
    void what_a_standby_cannot_have_of_its_own_is_refused() {
        ServerOptions plain = ServerOptions.defaults();
        for (ServerOptions options :
                List.of(plain.withVersion("18"), plain.withImage("postgres:18"), plain.withUser("app", "geheim-42"))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> primary.standby(options))
                    .withMessageContaining("'version', 'image' and 'users'")
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("geheim-42"));
        }
    }

    @Test
    void a_primary_that_does_not_run_cannot_be_copied() {
        primary.freeze();

        assertThatIllegalStateException()
                .isThrownBy(primary::standby)
                .withMessageContaining("call restart() or thaw()");
    }

    @Test
    void a_standby_of_a_standby_is_refused_and_leaves_nothing_behind() {
        try (PostgresServer standby = primary.standby()) {
            List<Path> before = TemporaryFiles.ofServers();

            assertThatIllegalStateException().isThrownBy(standby::standby).withMessageContaining("is a standby itself");

            assertThat(TemporaryFiles.ofServers()).containsExactlyInAnyOrderElementsOf(before);
        }
    }

    @Test
    void files_outside_the_data_directory_are_not_shared(@TempDir Path outside) throws Exception {
        try (PostgresServer spread = PostgresServer.start()) {
            Path data = ((ProcessEngine) spread.engine()).home().data();
            Files.createSymbolicLink(data.resolve("pg_tblspc").resolve("12345"), outside);

            assertThatExceptionOfType(ServerException.class)
                    .isThrownBy(spread::standby)
                    .withMessageContaining("a standby cannot share a tablespace");
        }
    }

    private static void awaitNotes(PostgresServer server, String expected) {
        await().atMost(Duration.ofMinutes(1))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(
                                Sql.ask(server.dataSource(), "SELECT string_agg(text, ',' ORDER BY text) FROM note"))
                        .isEqualTo(expected));
    }

    private static String inRecovery(PostgresServer server) throws SQLException {
        return Sql.ask(server.dataSource(), "SELECT pg_is_in_recovery()");
    }

    private static int count(PostgresServer server) throws SQLException {
        return Integer.parseInt(Sql.ask(server.dataSource(), "SELECT count(*) FROM note"));
    }

    private void writeUntil(AtomicBoolean enough) {
        try (Connection connection = primary.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            while (!enough.get()) {
                statement.execute("INSERT INTO note SELECT repeat('x', 500) FROM generate_series(1, 50)");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
