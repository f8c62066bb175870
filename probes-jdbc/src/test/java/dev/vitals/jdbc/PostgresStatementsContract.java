package dev.vitals.jdbc;

import static dev.vitals.jdbc.PostgresReplicationContract.commands;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.Check;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.testkit.PostgresServer;
import dev.vitals.testkit.ProbeHarness;
import dev.vitals.testkit.options.ServerOptions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the check of slow statements must see on every PostgreSQL we support. */
abstract class PostgresStatementsContract {
    private static final String PASSWORD = "canary-40ab";

    static final ServerOptions OPTIONS = ServerOptions.defaults()
            .withSetting("shared_preload_libraries", "pg_stat_statements")
            .withUser("blind", PASSWORD)
            .withUser("watcher", PASSWORD, "pg_monitor");

    private final List<AutoCloseable> open = new ArrayList<>();
    private Client admin;

    abstract PostgresServer server();

    @BeforeEach
    void put_the_extension_into_a_schema_that_needs_quotes() throws Exception {
        admin = Client.of(server(), "admin");
        open.add(admin);
        admin.run(
                "drop extension if exists pg_stat_statements",
                "create schema if not exists \"st\"\"ats\"",
                "create extension pg_stat_statements schema \"st\"\"ats\"",
                "grant usage on schema \"st\"\"ats\" to public");
    }

    @AfterEach
    void close_everything() throws Exception {
        for (AutoCloseable closeable : open) {
            closeable.close();
        }
    }

    @Test
    void the_check_is_there_once_the_extension_was_found() throws Exception {
        admin.run("drop extension pg_stat_statements");
        JdbcProbes without = probes("watcher");
        Checks.run(without, "deadlocks");
        assertThat(check(without).probe().applies()).isFalse();

        admin.run("create extension pg_stat_statements");
        JdbcProbes with = probes("watcher");
        assertThat(check(with).probe().applies()).isFalse();
        Checks.run(with, "deadlocks");

        assertThat(check(with).probe().applies()).isTrue();
    }

    @Test
    void a_slow_statement_counts_from_the_first_sample_on() throws Exception {
        slowly(120);
        ProbeHarness harness = harness("watcher");

        assertThat(harness.check())
                .extracting(Result::status, Result::summary)
                .containsExactly(Status.UP, "counting from here on");
        assertThat(harness.check().status())
                .as("what was before the first sample")
                .isEqualTo(Status.UP);

        slowly(120);
        Result result = harness.check();

        assertThat(result.status()).isEqualTo(Status.DEGRADED);
        assertThat(result.cause()).isEqualTo("statements.slow");
        assertThat(result.summary()).contains(" of the time (warn 33 %): 120 calls of ");
        assertThat(result.evidence().toString()).contains("select pg_sleep").doesNotContain("0.021");
        assertThat(admin.ask(commands(result).get(0))).contains("pg_sleep");
    }

    @Test
    void a_fast_statement_however_frequent_is_none() throws Exception {
        ProbeHarness harness = harness("watcher");
        harness.check();
        for (int i = 0; i < 300; i++) {
            admin.ask("select 'often'");
        }

        assertThat(harness.check())
                .extracting(Result::status, Result::summary)
                .containsExactly(Status.UP, "no slow statement takes much of the time");
    }

    @Test
    void a_reset_between_two_samples_neither_hides_nor_invents() throws Exception {
        slowly(200);
        ProbeHarness harness = harness("watcher");
        harness.check();
        admin.run("select \"st\"\"ats\".pg_stat_statements_reset()");
        assertThat(harness.check().status()).isEqualTo(Status.UP);

        slowly(120);

        assertThat(harness.check().summary()).contains("120 calls of ");
    }

    @Test
    void a_server_that_counts_no_statements_is_not_taken_for_a_fast_one() throws Exception {
        admin.run("alter role watcher set pg_stat_statements.track = none");
        try {
            Result result = harness("watcher").check();

            assertThat(result.status()).isEqualTo(Status.UNKNOWN);
            assertThat(result.cause()).isEqualTo("db.not-reported");
            assertThat(result.summary()).endsWith("pg_stat_statements.track is none");
            assertThat(result.observations()).isEmpty();
        } finally {
            admin.run("alter role watcher reset pg_stat_statements.track");
        }
    }

    @Test
    void others_statements_are_unknown_without_the_right() throws Exception {
        slowly(1);
        ProbeHarness harness = harness("blind");

        Result result = harness.check();

        assertThat(result.status()).isEqualTo(Status.UNKNOWN);
        assertThat(result.cause()).isEqualTo("db.permission");
        assertThat(commands(result)).containsExactly("GRANT pg_read_all_stats TO \"blind\"");
    }

    @Test
    void a_server_that_is_set_to_count_none_is_not_well_by_that() throws Exception {
        admin.run("alter role watcher set pg_stat_statements.track = none");
        try {
            Result result = harness("watcher").check();

            assertThat(result.status()).isEqualTo(Status.UNKNOWN);
            assertThat(result.cause()).isEqualTo("db.not-reported");
            assertThat(result.summary()).contains("pg_stat_statements.track");
        } finally {
            admin.run("alter role watcher reset pg_stat_statements.track");
        }
    }

    private void slowly(int times) throws Exception {
        for (int i = 0; i < times; i++) {
            admin.ask("select pg_sleep(0.021)");
        }
    }

    private ProbeHarness harness(String role) throws Exception {
        JdbcProbes probes = probes(role);
        Checks.run(probes, "deadlocks");
        return Checks.harness(probes, "statements");
    }

    private static Check check(JdbcProbes probes) {
        return probes.checks().stream()
                .filter(one -> one.name().equals("db.statements"))
                .findFirst()
                .orElseThrow();
    }

    private JdbcProbes probes(String role) {
        JdbcProbes probes = JdbcProbes.of("db", server().jdbcUrl(), role, PASSWORD);
        open.add(probes);
        return probes;
    }
}
