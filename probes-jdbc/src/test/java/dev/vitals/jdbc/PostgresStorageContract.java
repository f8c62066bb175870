package dev.vitals.jdbc;

import static dev.vitals.jdbc.PostgresReplicationContract.await;
import static dev.vitals.jdbc.PostgresReplicationContract.commands;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitals.jdbc.limits.ArchiverLimits;
import dev.vitals.jdbc.limits.SizeLimits;
import dev.vitals.probe.Check;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Result;
import dev.vitals.probe.Size;
import dev.vitals.probe.Status;
import dev.vitals.probe.Threshold;
import dev.vitals.testkit.PostgresServer;
import dev.vitals.testkit.ProbeHarness;
import dev.vitals.testkit.options.ServerOptions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the checks of what a database keeps must see on every PostgreSQL we support, and all checks with any role. */
abstract class PostgresStorageContract {
    static final String PASSWORD = "canary-77c0";

    static final ServerOptions OPTIONS = ServerOptions.defaults()
            .withSetting("archive_mode", "on")
            .withSetting("archive_command", "true")
            .withUser("blind", PASSWORD)
            .withUser("watcher", PASSWORD, "pg_monitor");

    private final List<AutoCloseable> open = new ArrayList<>();
    private Client admin;

    abstract PostgresServer server();

    @BeforeEach
    void start_with_an_empty_schema() throws Exception {
        admin = client("admin");
        admin.run("drop schema if exists \"Odd \"\"s\" cascade", "create schema \"Odd \"\"s\"");
        admin.run("set search_path = \"Odd \"\"s\"");
    }

    @AfterEach
    void close_everything() throws Exception {
        for (AutoCloseable closeable : open) {
            closeable.close();
        }
    }

    @Test
    void archiving_that_fails_is_reported_with_the_file_until_it_works_again() throws Exception {
        ProbeHarness harness = Checks.harness(as("blind"), "archiver");
        ProbeHarness impatient = Checks.harness(
                as("blind")
                        .limits(
                                ArchiverLimits.class,
                                a -> a.failing(Threshold.above(Duration.ZERO, Duration.ofMillis(1)))),
                "archiver");
        fillOneFile();
        Result well = await(harness, one -> one.summary().startsWith("last file archived "));
        assertThat(names(well)).containsExactly("archiver.waiting", "archiver.stalled", "archiver.failures");

        admin.run("alter system set archive_command = 'false'", "select pg_reload_conf()");
        Result result = awaitFilling(harness, one -> one.status() == Status.DEGRADED);

        assertThat(result.cause()).isEqualTo("archiver.failing");
        assertThat(names(result))
                .containsExactly("archiver.failing", "archiver.waiting", "archiver.stalled", "archiver.failures");
        assertThat(result.summary()).matches("archiving of [0-9A-F]{24} fails; last success .+ ago");
        assertThat(await(impatient, one -> one.status() == Status.DOWN).summary())
                .contains("seen to fail for ", "(fail 1 ms)");

        admin.run("alter system reset archive_command", "select pg_reload_conf()");
        fillOneFile();
        await(harness, one -> one.status() == Status.UP);
    }

    @Test
    void settings_by_which_a_crash_costs_data_are_noted() throws Exception {
        admin.run("alter role watcher set synchronous_commit = off");
        try {
            Map<String, String> settings = new TreeMap<>(Map.of(
                    "fsync = off", "damaged beyond repair",
                    "full_page_writes = off", "half-written pages",
                    "full_page_writes = on", "the last commits before it are lost"));
            admin.run("alter system set fsync = on", "select pg_reload_conf()");
            for (String setting : List.of("full_page_writes = off", "full_page_writes = on", "fsync = off")) {
                admin.run("alter system set " + setting, "select pg_reload_conf()");
                Result noted = await(
                        Checks.harness(as("watcher"), "size"),
                        one -> one.evidence().toString().contains(settings.get(setting)));
                assertThat(noted.status()).isEqualTo(Status.UP);
                assertThat(noted.evidence().toString()).contains("good to know");
            }
        } finally {
            admin.run(
                    "alter role watcher reset synchronous_commit",
                    "alter system reset fsync",
                    "alter system reset full_page_writes",
                    "select pg_reload_conf()");
        }
    }

    @Test
    void archiving_without_a_command_is_reported_with_what_waits() throws Exception {
        admin.run("alter system set archive_command = ''", "select pg_reload_conf()");
        try {
            for (String role : List.of("watcher", "blind")) {
                ProbeHarness harness = Checks.harness(as(role), "archiver");
                await(harness, one -> one.cause().equals("archiver.not-configured"));
                fillOneFile();

                Result result = await(harness, one -> waiting(one) > 0);

                assertThat(result.status()).isEqualTo(Status.DEGRADED);
                assertThat(result.summary())
                        .matches("archive_mode is on but archive_command is empty: \\d+ files? waiting, for .+ by now");
            }
        } finally {
            admin.run("alter system reset archive_command", "select pg_reload_conf()");
        }
    }

    @Test
    void an_archive_command_that_does_not_end_is_reported_though_no_try_has_failed() throws Exception {
        admin.run("alter system set archive_command = 'sleep 5'", "select pg_reload_conf()");
        try {
            for (String role : List.of("watcher", "blind")) {
                ProbeHarness patient = Checks.harness(as(role), "archiver");
                ProbeHarness impatient = Checks.harness(
                        as(role).limits(
                                        ArchiverLimits.class,
                                        a -> a.stalled(Threshold.above(Duration.ofMillis(1), Duration.ofDays(1)))),
                        "archiver");
                patient.check();

                Result result = awaitFilling(impatient, one -> one.status() == Status.DEGRADED);

                assertThat(result.cause()).isEqualTo("archiver.stalled");
                assertThat(result.summary())
                        .matches("nothing is archived \\(warn 1 ms\\): \\d+ files? waiting, for .+");
                assertThat(patient.check().status()).isEqualTo(Status.UP);
            }
        } finally {
            admin.run("alter system reset archive_command", "select pg_reload_conf()");
        }
    }

    private static double waiting(Result result) {
        return result.observations().stream()
                .filter(one -> one.name().equals("archiver.waiting"))
                .mapToDouble(Observation::value)
                .sum();
    }

    @Test
    void an_integer_column_is_full_long_before_its_bigint_sequence() throws Exception {
        admin.run(
                "create sequence \"or'ders\"",
                "create table \"t\"\"1\" (id integer default nextval('\"or''ders\"'))",
                "alter sequence \"or'ders\" owned by \"t\"\"1\".id",
                "select setval('\"or''ders\"', 1900000000)");

        Result result = Checks.run(superuser(), "sequences");

        assertThat(result.status()).isEqualTo(Status.DEGRADED);
        assertThat(result.cause()).isEqualTo("sequences.near-end");
        assertThat(result.summary())
                .isEqualTo("sequence Odd \"s.or'ders, which feeds Odd \"s.t\"1.id,"
                        + " is used to 88 % (warn 85 %), 247,483,647 values left");
        assertThat(commands(result))
                .containsExactly("ALTER TABLE \"Odd \"\"s\".\"t\"\"1\" ALTER COLUMN \"id\" TYPE bigint");
        admin.run(commands(result).get(0));
        assertThat(Checks.run(superuser(), "sequences").status()).isEqualTo(Status.UP);
    }

    @Test
    void a_name_is_the_same_in_a_command_however_it_would_look_in_a_line() throws Exception {
        admin.run(
                "create table \"two spaces\" (id int)",
                "create table \"two  spaces\" (id serial)",
                "select setval(pg_get_serial_sequence('\"two  spaces\"', 'id'), 1900000000)");

        List<String> commands = commands(Checks.run(superuser(), "sequences"));

        assertThat(commands).isNotEmpty().allMatch(command -> command.contains("two  spaces"));
        for (String command : commands) {
            admin.run(command);
        }
        assertThat(Checks.run(superuser(), "sequences").status()).isEqualTo(Status.UP);
    }

    @Test
    void an_integer_identity_needs_both_widened() throws Exception {
        admin.run(
                "create table t (id integer generated always as identity)",
                "select setval(pg_get_serial_sequence('t', 'id'), 2147483640)");

        Result result = Checks.run(superuser(), "sequences");

        assertThat(result.status()).isEqualTo(Status.DOWN);
        assertThat(commands(result)).hasSize(2);
        for (String command : commands(result)) {
            admin.run(command);
        }
        assertThat(Checks.run(superuser(), "sequences").status()).isEqualTo(Status.UP);
    }

    @Test
    void sequences_that_start_over_count_down_or_were_never_used_are_understood() throws Exception {
        admin.run("create sequence round maxvalue 10 cycle", "select setval('round', 10)", "create sequence fresh");
        assertThat(Checks.run(superuser(), "sequences"))
                .extracting(Result::status, Result::summary)
                .containsExactly(Status.UP, "no sequence has been used");
        assertThat(Checks.run(superuser(), "sequences").observations()).isEmpty();

        admin.run("create sequence down increment -1 minvalue -100 maxvalue -1", "select setval('down', -99)");

        assertThat(Checks.run(superuser(), "sequences").summary())
                .endsWith("is used to 99 % (fail 95 %), 1 values left");
        assertThat(Checks.run(superuser(), "sequences").observations())
                .singleElement()
                .satisfies(seen -> {
                    assertThat(seen.name()).isEqualTo("sequences.used.ratio");
                    assertThat(seen.judge()).isEqualTo(Status.DOWN);
                });
    }

    @Test
    void a_database_that_grows_is_reported_when_a_limit_is_set() throws Exception {
        ProbeHarness harness = Checks.harness(
                as("blind")
                        .limits(
                                SizeLimits.class,
                                s -> s.growth(Threshold.above(Size.ofMebibytes(1), Size.ofMebibytes(1))
                                        .warnOnly())),
                "size");
        Result first = harness.check();
        assertThat(first.summary()).startsWith("the database has ").endsWith(" MiB");
        assertThat(names(first)).as("how much it grows takes two samples").containsExactly("db.size");

        admin.run("create table much as select n, repeat('x', 200) from generate_series(1, 20000) n");

        Result result = harness.check();
        assertThat(result.status()).isEqualTo(Status.DEGRADED);
        assertThat(result.cause()).isEqualTo("size.growing");
        assertThat(result.summary()).contains(" (warn 1 MiB an hour)");
        assertThat(names(result)).containsExactly("db.size", "db.size.growth");
        assertThat(Checks.run(
                                as("blind")
                                        .limits(
                                                SizeLimits.class,
                                                s -> s.size(Threshold.above(Size.ofBytes(1), Size.ofMebibytes(1)))),
                                "size")
                        .cause())
                .isEqualTo("size.large");
        admin.run("analyze much");
        assertThat(harness.diagnose().toString()).contains("largest tables", "much");
    }

    @Test
    void an_index_that_no_query_uses_is_good_to_know() throws Exception {
        admin.run("create table twice as select 1 as id from generate_series(1, 2)");
        assertThatThrownBy(() -> admin.run("create unique index concurrently \"once\nonly\" on twice (id)"))
                .isInstanceOf(SQLException.class);

        Result result = Checks.run(as("blind"), "size");

        assertThat(result.status()).isEqualTo(Status.UP);
        assertThat(result.evidence().toString()).contains("index Odd \"s.once only is invalid");
        admin.run("drop index \"once\nonly\"");
        assertThat(Checks.run(as("blind"), "size").evidence().toString()).doesNotContain("is invalid");
    }

    @Test
    void a_server_without_autovacuum_is_good_to_know_until_a_table_comes_to_harm() throws Exception {
        admin.run(
                "alter system set autovacuum = off",
                "select pg_reload_conf()",
                "create table heap (id int)",
                "insert into heap select generate_series(1, 150000)");
        try {
            Awaitility.await().until(() -> admin.ask("show autovacuum").equals("off"));
            Result calm = Checks.run(as("blind"), "size");
            assertThat(calm.status()).isEqualTo(Status.UP);
            assertThat(calm.evidence().toString()).contains("autovacuum is off on this server");

            admin.run("delete from heap where id > 10000");

            JdbcProbes probes = as("blind");
            Result result = sizeOf(probes, one -> one.cause().equals("vacuum.off"));
            assertThat(result.summary())
                    .contains("heap has 140,000 dead rows beside 10,000 live ones", "off for the whole server");
            assertThat(commands(result)).contains("ALTER SYSTEM SET autovacuum = on");

            admin.run("alter system reset autovacuum", "alter table heap set (autovacuum_enabled = off)");
            admin.run("select pg_reload_conf()");
            Result table = sizeOf(probes, one -> one.summary().endsWith("off for it"));
            admin.run(commands(table).toArray(String[]::new));
            sizeOf(probes, one -> one.status() == Status.UP);
        } finally {
            admin.run("alter system reset autovacuum", "select pg_reload_conf()", "drop table heap");
        }
    }

    /** A session hands what it has counted over a moment later, of old with the end of its next statement. */
    private Result sizeOf(JdbcProbes probes, Predicate<Result> expected) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> {
                            admin.ask("select 1");
                            return Checks.run(probes, "size");
                        },
                        expected);
    }

    @Test
    void statements_that_the_server_was_not_set_up_to_count_are_unknown() throws Exception {
        admin.run("create extension pg_stat_statements");
        JdbcProbes probes = as("watcher");
        admin.run("grant usage on schema \"Odd \"\"s\" to watcher");
        Checks.run(probes, "archiver");

        Result result = Checks.run(probes, "statements");

        assertThat(result.status()).isEqualTo(Status.UNKNOWN);
        assertThat(result.summary()).isEqualTo("pg_stat_statements is installed but counts nothing");
        assertThat(commands(result)).containsExactly("SHOW shared_preload_libraries");
    }

    @Test
    void no_check_of_a_role_without_grants_is_well_by_blindness() throws Exception {
        admin.run("create sequence hidden", "select nextval('hidden')");
        client("other").run("begin", "select 1");

        Map<String, Result> results = all(as("blind"));

        assertThat(statuses(results)).containsExactlyInAnyOrderEntriesOf(blindly());
        assertThat(commands(results.get("db.sequences")))
                .containsExactly("GRANT SELECT ON ALL SEQUENCES IN SCHEMA \"Odd \"\"s\" TO \"blind\"");
        for (String check : List.of("db.queries", "db.transactions")) {
            assertThat(commands(results.get(check))).contains("GRANT pg_monitor TO \"blind\"");
        }
        admin.run(commands(results.get("db.sequences")).get(0));
        assertThat(Checks.run(as("blind"), "sequences").status()).isEqualTo(Status.UP);
    }

    @Test
    void every_check_answers_while_a_table_is_locked_against_all_readers() throws Exception {
        admin.run("create table locked (id serial, name text unique)", "insert into locked (name) values ('a')");
        client("holder").run("begin", "lock table \"Odd \"\"s\".locked in access exclusive mode");

        Map<String, Result> results = all(superuser());

        assertThat(statuses(results))
                .allSatisfy((check, status) ->
                        assertThat(status).as(check + " " + results.get(check)).isEqualTo(Status.UP));
    }

    @Test
    void a_diagnosis_answers_while_a_table_is_locked_and_shows_no_literal() throws Exception {
        admin.run(
                "create table locked (id serial, name text) with (autovacuum_enabled = false)",
                "create index on locked (name)",
                "insert into locked (name) select 'a' from generate_series(1, 500)",
                "delete from locked");
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> admin.ask("select n_dead_tup from pg_stat_user_tables where relname = 'locked'"),
                        "500"::equals);
        client("hol\nder").run("begin", "lock table \"Odd \"\"s\".locked in access exclusive mode");
        client("waiter").waitFor("select 'canary-1b7f' from \"Odd \"\"s\".locked", admin);

        for (String role : List.of("watcher", "blind")) {
            Map<String, String> shown = diagnoses(as(role));

            assertThat(shown.get("db.connect")).contains("primary", role, "max_connections", "128 MB");
            assertThat(shown.get("db.connections")).contains("waiter");
            assertThat(shown.get("db.locks") + Checks.run(as(role), "locks")).contains("AccessShareLock");
            assertThat(shown.get("db.wraparound")).contains("locked", "500");
            assertThat(shown.values()).noneMatch(text -> text.contains("canary-1b7f") || text.contains("hol\nder"));
        }
        assertThat(diagnoses(as("watcher")).get("db.queries")).contains("select ? from", "Lock: relation");
    }

    private static List<String> names(Result result) {
        return result.observations().stream().map(Observation::name).toList();
    }

    private static Map<String, String> diagnoses(JdbcProbes probes) throws Exception {
        Map<String, String> shown = new TreeMap<>();
        for (Check check : applying(probes)) {
            shown.put(check.name(), ProbeHarness.of(check.probe()).diagnose().toString());
        }
        return shown;
    }

    /** What a server lacks is not asked for. */
    private static List<Check> applying(JdbcProbes probes) {
        return probes.checks().stream().filter(check -> check.probe().applies()).toList();
    }

    private static Map<String, Status> blindly() {
        Map<String, Status> expected = new TreeMap<>();
        for (String check : List.of(
                "connect",
                "locks",
                "connections",
                "wraparound",
                "deadlocks",
                "archiver",
                "replication",
                "slots",
                "size")) {
            expected.put("db." + check, Status.UP);
        }
        for (String check : List.of("queries", "transactions", "sequences")) {
            expected.put("db." + check, Status.UNKNOWN);
        }
        return expected;
    }

    private static Map<String, Result> all(JdbcProbes probes) throws Exception {
        Map<String, Result> results = new TreeMap<>();
        for (Check check : applying(probes)) {
            results.put(check.name(), ProbeHarness.of(check.probe()).check());
        }
        return results;
    }

    private static Map<String, Status> statuses(Map<String, Result> results) {
        Map<String, Status> statuses = new TreeMap<>();
        results.forEach((name, result) -> statuses.put(name, result.status()));
        return statuses;
    }

    /** The server's archiver may still archive some files by the command that it had before. */
    private Result awaitFilling(ProbeHarness harness, Predicate<Result> expected) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(500))
                .until(
                        () -> {
                            fillOneFile();
                            return harness.check();
                        },
                        expected);
    }

    private void fillOneFile() throws Exception {
        admin.run("create table filler as select 1", "drop table filler", "select pg_switch_wal()");
    }

    private JdbcProbes superuser() {
        return opened(JdbcProbes.of("db", server().jdbcUrl(), server().user(), server().password()));
    }

    private JdbcProbes as(String role) {
        return opened(JdbcProbes.of("db", server().jdbcUrl(), role, PASSWORD));
    }

    private JdbcProbes opened(JdbcProbes probes) {
        open.add(probes);
        return probes;
    }

    private Client client(String application) throws Exception {
        Client client = Client.of(server(), application);
        open.add(0, client);
        return client;
    }
}
