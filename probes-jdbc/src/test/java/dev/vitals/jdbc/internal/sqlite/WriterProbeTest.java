package dev.vitals.jdbc.internal.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.jdbc.internal.session.DedicatedConnection;
import dev.vitals.jdbc.internal.session.DriverConnector;
import dev.vitals.jdbc.internal.url.Login;
import dev.vitals.jdbc.limits.WriterLimits;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.testkit.ProbeHarness;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the system does not show locks, this check does not exist. */
@EnabledOnOs(OS.LINUX)
class WriterProbeTest {
    private final AtomicLong nanos = new AtomicLong();

    @TempDir
    Path directory;

    private Connection writer;
    private DedicatedConnection connection;
    private WriterProbe probe;

    @BeforeEach
    void make() throws SQLException {
        String url = "jdbc:sqlite:" + directory.resolve("orders.db");
        writer = DriverManager.getConnection(url);
        run("create table orders (id integer primary key)");
        Login login = Login.fixed(url, null, null, new Properties());
        connection =
                new DedicatedConnection(new DriverConnector(() -> login, Optional.empty()), SqliteDialect.INSTANCE);
        probe = new WriterProbe(connection, WriterLimits.DEFAULT, nanos::get);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        writer.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete", "wal"})
    void a_writer_that_does_not_commit_is_stuck(String mode) throws Exception {
        run("pragma journal_mode = " + mode);
        assertThat(check().summary()).isEqualTo("the write lock is free");
        run("begin immediate", "insert into orders default values");
        assertThat(check().summary()).isEqualTo("this process is writing");

        pass(11);
        Result result = check();

        assertThat(result.status()).isEqualTo(Status.DEGRADED);
        assertThat(result.cause()).isEqualTo("writer.stuck");
        assertThat(result.summary())
                .isEqualTo(
                        "this process has held the write lock for 11 s without a commit (warn 10 s); others cannot write");
        pass(49);
        assertThat(check().status()).isEqualTo(Status.DOWN);
        run("commit");
        assertThat(check().status()).isEqualTo(Status.UP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete", "wal"})
    void one_that_commits_between_samples_is_busy(String mode) throws Exception {
        run("pragma journal_mode = " + mode);
        for (int i = 0; i < 5; i++) {
            run("begin immediate", "insert into orders default values");
            assertThat(check().summary()).isEqualTo("this process is writing");
            run("commit");
            pass(30);
        }
    }

    @Test
    void one_that_keeps_every_reader_out_is_seen_too() throws Exception {
        check();
        run("begin exclusive");
        check();
        pass(60);

        assertThat(check().status()).isEqualTo(Status.DOWN);
    }

    private Result check() throws Exception {
        assertThat(probe.applies()).isTrue();
        return ProbeHarness.of(probe).timeout(Duration.ofSeconds(5)).check();
    }

    private void pass(int seconds) {
        nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    private void run(String... statements) throws SQLException {
        try (Statement statement = writer.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
