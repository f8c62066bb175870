package dev.vitals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.jdbc.limits.IntegrityLimits;
import dev.vitals.jdbc.limits.WalLimits;
import dev.vitals.probe.Check;
import dev.vitals.probe.Result;
import dev.vitals.probe.Size;
import dev.vitals.probe.Status;
import dev.vitals.probe.Threshold;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteChecksTest {
    private static final int PAGE = 4_096;
    private static final String FILL = "with recursive n(i) as (select 1 union all select i + 1 from n where i < 5000)"
            + " insert into orders select i, printf('%0100d', i) from n";

    @TempDir
    Path directory;

    private Path file;
    private JdbcProbes probes;

    @BeforeEach
    void make() throws SQLException {
        file = directory.resolve("orders.db");
        Sqlite.run(file, "create table orders (id integer primary key, state text)", FILL);
        probes = JdbcProbes.of("db", "jdbc:sqlite:" + file, "", "");
    }

    @AfterEach
    void close() {
        probes.close();
    }

    @Test
    void the_check_that_reads_everything_is_off_by_default() {
        assertThat(names(probes)).containsExactly("db.connect", "db.writer", "db.wal");
        assertThat(names(probes.with("integrity")))
                .containsExactly("db.connect", "db.writer", "db.wal", "db.integrity");
        assertThat(names(probes.with("integrity").without("integrity")))
                .containsExactly("db.connect", "db.writer", "db.wal");
        assertThat(names(probes.without("wal").with("wal"))).containsExactly("db.connect", "db.writer", "db.wal");
    }

    @Test
    void an_unknown_name_is_a_fault_with_the_known_ones() {
        assertThat(probes.with("locks").faults())
                .containsExactly("with(\"locks\") names no check of 'db': there are [connect, writer, wal, integrity]");
    }

    @Test
    void a_policy_may_be_given_before_its_check_is_included() {
        JdbcProbes changed =
                probes.policy("integrity", c -> c.every(Duration.ofHours(1))).with("integrity");

        assertThat(changed.checks().get(3).policy().interval()).isEqualTo(Duration.ofHours(1));
        assertThat(probes.with("integrity").checks().get(3).policy().interval()).isEqualTo(Duration.ofHours(6));
    }

    @Test
    void a_whole_database_is_sound() throws Exception {
        Result result = Checks.run(probes.with("integrity"), "integrity");

        assertThat(result.status()).as(result.summary()).isEqualTo(Status.UP);
        assertThat(result.summary()).endsWith(" KiB of the database are sound");
    }

    @Test
    void a_damaged_page_is_found() throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, 20 * PAGE, 21 * PAGE, (byte) 0xAA);
        Files.write(file, bytes);

        assertThat(Checks.run(probes, "connect").status()).isEqualTo(Status.UP);
        Result result = Checks.run(probes.with("integrity"), "integrity");

        assertThat(result.status()).isEqualTo(Status.DOWN);
        assertThat(result.cause()).isEqualTo("db.corrupt");
        assertThat(result.evidence().toString()).contains("page 21");
    }

    @Test
    void a_database_over_the_limit_is_not_read() throws Exception {
        Result result = Checks.run(
                probes.limits(
                                IntegrityLimits.class,
                                i -> i.largest(Size.ofBytes(100_000)).longest(Duration.ofSeconds(1)))
                        .with("integrity"),
                "integrity");

        assertThat(result.status()).isEqualTo(Status.UNKNOWN);
        assertThat(result.cause()).isEqualTo("integrity.too-large");
        assertThat(result.summary()).contains("(limit 98 KiB)");
    }

    @Test
    void a_log_that_a_reader_keeps_growing_is_found() throws Exception {
        try (Connection reader = DriverManager.getConnection("jdbc:sqlite:" + file);
                Connection writer = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            Sqlite.run(writer, "pragma journal_mode = wal");
            Sqlite.run(reader, "begin", "select count(*) from orders");
            Sqlite.run(writer, "update orders set state = 'x' || state");
            JdbcProbes strict = probes.limits(WalLimits.class, w -> w.size(above(100_000, 100_000_000)));

            Result result = Checks.run(strict, "wal");

            assertThat(result.status()).as(result.summary()).isEqualTo(Status.DEGRADED);
            assertThat(result.cause()).isEqualTo("wal.large");
            assertThat(result.observations().get(0).value()).isEqualTo(Files.size(Path.of(file + "-wal")));
            assertThat(Checks.run(strict.limits(WalLimits.class, w -> w.size(above(1, 2))), "wal")
                            .status())
                    .isEqualTo(Status.DOWN);
            assertThat(Checks.run(probes, "wal").status()).isEqualTo(Status.UP);
        }
    }

    @Test
    void a_log_that_was_large_once_is_no_finding_when_it_has_started_over() throws Exception {
        try (Connection writer = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            Sqlite.run(writer, "pragma journal_mode = wal", "update orders set state = 'x' || state");
            Sqlite.run(writer, "pragma wal_checkpoint(passive)", "delete from orders where id = 1");
            assertThat(Files.size(Path.of(file + "-wal"))).isGreaterThan(100_000);

            Result result = Checks.run(probes.limits(WalLimits.class, w -> w.size(above(50_000, 100_000))), "wal");

            assertThat(result.status()).as(result.summary()).isEqualTo(Status.UP);
        }
    }

    @Test
    void a_database_without_a_log_has_none_that_is_large() throws Exception {
        assertThat(Checks.run(probes, "wal").summary()).startsWith("write-ahead log has 0 B, the database ");
    }

    @Test
    void the_checks_do_not_keep_the_application_from_writing() throws Exception {
        JdbcProbes all = probes.with("integrity");
        for (String check : List.of("connect", "wal", "integrity")) {
            assertThat(Checks.run(all, check).status()).isEqualTo(Status.UP);
            Sqlite.run(file, "delete from orders where id = 1", "insert into orders values (1, 'x')");
        }
        all.close();
    }

    private static List<String> names(JdbcProbes probes) {
        return probes.checks().stream().map(Check::name).toList();
    }

    private static Threshold above(long warn, long fail) {
        return Threshold.above(Size.ofBytes(warn), Size.ofBytes(fail));
    }
}
