package dev.vitals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.testkit.ProbeHarness;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteDataSource;

class SqliteConnectTest {
    @TempDir
    Path directory;

    private final List<AutoCloseable> open = new ArrayList<>();
    private Path file;

    @BeforeEach
    void make() throws SQLException {
        file = directory.resolve("orders + 100%.db");
        Sqlite.run(file, "create table orders (id integer primary key)", "insert into orders values (1)");
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable closeable : open) {
            closeable.close();
        }
    }

    @Test
    void a_file_that_opens_is_up_with_its_version_and_path() throws Exception {
        Result result = check(url(file));

        assertThat(result.status()).isEqualTo(Status.UP);
        assertThat(result.summary()).startsWith("SQLite 3.").contains(" at " + file + " answered in");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:sqlite:%s",
                "jdbc:sqlite:file:%s",
                "jdbc:sqlite:file:%s?mode=rwc",
                "jdbc:sqlite:%s?cache=private"
            })
    void a_missing_file_is_down_and_stays_missing(String shape) throws Exception {
        Path missing = directory.resolve("missing.db");

        Result result = check(String.format(shape, missing));

        assertDown(result, "db.file-missing");
        assertThat(result.summary()).startsWith("database file does not exist: " + missing + ", next attempt in");
        assertThat(commands(result)).contains("ls -l " + directory);
        assertThat(missing).doesNotExist();
    }

    @Test
    void a_data_source_is_not_asked_to_create_the_file() throws Exception {
        Path missing = directory.resolve("missing.db");
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl(url(missing));

        Result result = Checks.run(keep(JdbcProbes.of("db", source)), "connect");

        assertDown(result, "db.file-missing");
        assertThat(missing).doesNotExist();
    }

    @Test
    void neither_is_a_pool() throws Exception {
        Path missing = directory.resolve("missing.db");
        HikariDataSource pool = keep(new HikariDataSource());
        pool.setJdbcUrl(url(missing));

        assertDown(Checks.run(keep(JdbcProbes.of("db", pool)), "connect"), "db.file-missing");
        assertThat(missing).doesNotExist();
    }

    @Test
    void a_long_path_is_shown_in_full() throws Exception {
        Path deep = Files.createDirectories(directory.resolve("0f8fad5b-d9cb-469f-a165-70867728950e".repeat(6)));

        Result result = check(url(deep.resolve("it's missing.db")));

        assertDown(result, "db.file-missing");
        assertThat(commands(result)).contains("ls -l " + deep);
    }

    @Test
    void a_file_that_comes_back_is_found() throws Exception {
        Path away = directory.resolve("away.db");
        Files.move(file, away);
        assertDown(check(url(file)), "db.file-missing");

        Files.move(away, file);

        assertThat(check(url(file)).status()).isEqualTo(Status.UP);
    }

    @Test
    void a_file_that_is_deleted_or_replaced_under_an_open_connection_is_noticed() throws Exception {
        JdbcProbes probes = keep(probes(url(file)).query("orders", "select count(*) from orders", q -> q));
        assertThat(Checks.run(probes, "orders").summary()).isEqualTo("1");
        Path other = directory.resolve("other.db");
        Sqlite.run(other, "create table orders (id integer primary key)");

        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);

        assertThat(Checks.run(probes, "orders").summary()).isEqualTo("0");

        Files.delete(file);

        assertDown(Checks.run(probes, "connect"), "db.file-missing");
        assertThat(file).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:sqlite:", "jdbc:sqlite::memory:", "jdbc:sqlite:file:x?mode=memory&cache=shared"})
    void a_database_in_memory_is_up(String url) throws Exception {
        assertThat(check(url).status()).isEqualTo(Status.UP);
        assertThat(Path.of("x")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:sqlite:%s?mode=rw",
                "jdbc:sqlite:file:%s?mode=rw&cache=private",
                "jdbc:sqlite:file:%s?cache=private&mode=rwc"
            })
    void a_mode_in_the_url_does_not_matter(String shape) throws Exception {
        Path plain = directory.resolve("plain.db");
        Sqlite.run(plain, "create table t (x)");

        assertThat(check(String.format(shape, plain)).status()).isEqualTo(Status.UP);
    }

    @Test
    void a_relative_path_is_shown_from_the_root() throws Exception {
        Result result = check("jdbc:sqlite:no-such.db");

        assertThat(result.summary()).contains(": " + Path.of("no-such.db").toAbsolutePath() + ",");
    }

    @Test
    void another_file_is_not_a_database() throws Exception {
        Path text = Files.writeString(directory.resolve("it's text.db"), "x".repeat(5_000));

        Result result = check(url(text));

        assertDown(result, "db.not-a-database");
        assertThat(result.summary()).contains("(error 26)");
    }

    @Test
    void a_directory_is_not_a_database() throws Exception {
        assertDown(check(url(directory)), "db.not-a-database");
    }

    @Test
    void a_damaged_file_is_corrupt() throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, 100, 200, (byte) 0xAA);
        Files.write(file, bytes);

        Result result = check(url(file));

        assertDown(result, "db.corrupt");
        assertThat(commands(result)).contains("sqlite3 '" + file + "' .recover");
    }

    @Test
    void a_file_under_an_exclusive_lock_is_down_within_the_bound() throws Exception {
        try (Connection writer = DriverManager.getConnection(url(file))) {
            Sqlite.run(writer, "begin exclusive");
            long start = System.nanoTime();

            Result result = check(url(file));

            assertDown(result, "db.file-locked");
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(900), Duration.ofSeconds(3));
            assertThat(commands(result)).contains("fuser -v '" + file + "'");

            Sqlite.run(writer, "commit");
            assertThat(check(url(file)).status()).isEqualTo(Status.UP);
        }
    }

    @Test
    void a_writer_that_has_not_committed_does_no_harm_and_is_done_none() throws Exception {
        try (Connection writer = DriverManager.getConnection(url(file))) {
            Sqlite.run(writer, "begin immediate", "insert into orders values (2)");

            assertThat(check(url(file)).status()).isEqualTo(Status.UP);

            Sqlite.run(writer, "commit");
        }
        assertThat(Sqlite.ask(file, "select count(*) from orders")).isEqualTo("2");
    }

    @Test
    void a_borrowed_connection_goes_back_as_it_came() throws Exception {
        HikariDataSource pool = keep(new HikariDataSource());
        pool.setJdbcUrl(url(file) + "?busy_timeout=1234");
        pool.setMaximumPoolSize(1);

        Result result = Checks.run(keep(JdbcProbes.of("db", Hidden.behind(pool))), "connect");

        assertThat(result.status()).as(result.summary()).isEqualTo(Status.UP);
        try (Connection only = pool.getConnection()) {
            assertThat(Sqlite.ask(only, "pragma busy_timeout")).isEqualTo("1234");
            Sqlite.run(only, "insert into orders values (3)");
        }
    }

    /** Over a new connection at each look, no writer would ever be seen to stay. */
    @Test
    void the_writer_is_not_shown_over_borrowed_connections_that_turn_out_to_lead_here() throws Exception {
        HikariDataSource pool = keep(new HikariDataSource());
        pool.setJdbcUrl(url(file));
        JdbcProbes probes = keep(JdbcProbes.of("db", Hidden.behind(pool)));

        assertThat(Checks.run(probes, "connect").status()).isEqualTo(Status.UP);

        assertThat(probes).hasToString("JdbcProbes[db.connect, db.wal]");
    }

    @Test
    void the_file_is_described_when_something_is_wrong() throws Exception {
        List<Evidence> found =
                Checks.harness(keep(probes(url(file))), "connect").diagnose();

        assertThat(found.toString()).contains("journal_mode, delete").contains(file.toString());
    }

    @Test
    void of_a_file_that_cannot_be_opened_there_is_nothing_more_to_tell() throws Exception {
        ProbeHarness connect = Checks.harness(keep(probes(url(file.resolveSibling("missing.db")))), "connect");

        assertThat(connect.check().status()).isEqualTo(Status.DOWN);
        assertThat(connect.diagnose()).isEmpty();
    }

    private Result check(String url) throws Exception {
        return Checks.run(keep(probes(url)), "connect");
    }

    private static JdbcProbes probes(String url) {
        return JdbcProbes.of("db", url, "", "");
    }

    private static String url(Path path) {
        return "jdbc:sqlite:" + path;
    }

    private <T extends AutoCloseable> T keep(T closeable) {
        open.add(closeable);
        return closeable;
    }

    private static void assertDown(Result result, String cause) {
        assertThat(result.status()).as(result.summary()).isEqualTo(Status.DOWN);
        assertThat(result.cause()).isEqualTo(cause);
    }

    private static List<String> commands(Result result) {
        return result.remedies().stream()
                .flatMap(remedy -> remedy.command().stream())
                .toList();
    }
}
