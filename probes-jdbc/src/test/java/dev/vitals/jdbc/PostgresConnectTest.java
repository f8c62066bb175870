package dev.vitals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.vitals.jdbc.limits.ConnectLimits;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Subject;
import dev.vitals.probe.Threshold;
import dev.vitals.testkit.PostgresServer;
import dev.vitals.testkit.ProbeHarness;
import dev.vitals.testkit.ServerExtension;
import dev.vitals.testkit.network.BlackHole;
import dev.vitals.testkit.network.ClosedPort;
import dev.vitals.testkit.network.FlakyProxy;
import dev.vitals.testkit.options.ServerOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresConnectTest {
    /** Without a bound of ours it would take for ever; how busy the machine is must not matter. */
    private static final Duration HANGS = Duration.ofMinutes(2);

    private static final String CANARY = "canary-4711";

    @RegisterExtension
    static final ServerExtension<PostgresServer> POSTGRES = ServerExtension.postgres(
                    ServerOptions.defaults().withUser("app", CANARY))
            .perClass();

    private final List<AutoCloseable> open = new ArrayList<>();
    private final List<Result> results = new ArrayList<>();

    @AfterEach
    void no_result_holds_the_password() throws Exception {
        for (AutoCloseable closeable : open) {
            closeable.close();
        }
        assertThat(results).isNotEmpty().noneMatch(result -> result.toString().contains(CANARY));
    }

    @Test
    void a_server_that_answers_is_up_with_its_version_and_latency() throws Exception {
        Result result = check(app(server().jdbcUrl()));

        assertThat(result.status()).isEqualTo(Status.UP);
        assertThat(result.summary())
                .startsWith("PostgreSQL 18.")
                .contains("at 127.0.0.1:" + server().port() + "/postgres answered in");
        assertThat(result.observations()).singleElement().satisfies(latency -> {
            assertThat(latency.name()).isEqualTo("db.latency");
            assertThat(latency.value()).isPositive();
            assertThat(latency.threshold().orElseThrow().warn()).hasValue(0.1);
            assertThat(latency.threshold().orElseThrow().fail()).hasValue(1);
        });
    }

    @Test
    void nothing_listening_is_refused() throws Exception {
        try (ClosedPort closed = ClosedPort.reserve()) {
            int port = closed.port();

            Result result = check(app("jdbc:postgresql://127.0.0.1:" + port + "/orders"));

            assertDown(result, "db.refused");
            assertThat(result.summary())
                    .startsWith("connection refused: 127.0.0.1:" + port + "/orders (08001), next attempt in");
            assertThat(commands(result)).contains("pg_isready -t 3 -h 127.0.0.1 -p " + port);
        }
    }

    @Test
    void a_name_without_an_address_is_dns() throws Exception {
        Result result = check(app("jdbc:postgresql://no-such-host.invalid:5432/orders"));

        assertDown(result, "db.dns");
        assertThat(commands(result)).contains("getent hosts no-such-host.invalid");
    }

    @Test
    void a_wrong_password_is_auth() throws Exception {
        Result result = check(probes(server().jdbcUrl(), "app", "wrong-" + CANARY));

        assertDown(result, "db.auth");
        assertThat(result.summary()).contains(" as app (28P01), next attempt in");
        assertThat(commands(result))
                .contains("psql -h 127.0.0.1 -p " + server().port() + " -U app -d postgres -c 'select 1'");
    }

    @Test
    void a_password_that_has_expired_may_be_what_is_refused() throws Exception {
        admin("create role late login password '" + CANARY + "' valid until '2001-01-01'");

        Result result = check(probes(server().jdbcUrl(), "late", CANARY));

        assertDown(result, "db.auth");
        assertThat(commands(result))
                .contains("SELECT rolname, rolcanlogin, rolvaliduntil FROM pg_roles WHERE rolname = 'late'");
    }

    @Test
    void a_role_that_may_not_log_in_is_not_told_to_correct_its_password() throws Exception {
        admin("alter role app nologin");
        try {
            Result result = check(app(server().jdbcUrl()));

            assertDown(result, "db.account-locked");
            assertThat(result.summary()).contains(" as app (28000), next attempt in");
            assertThat(commands(result)).contains("ALTER ROLE \"app\" LOGIN");
            assertThat(result.remedies().toString()).doesNotContain("correct the password");
        } finally {
            admin("alter role app login");
        }
    }

    @Test
    void a_host_that_the_access_rules_leave_out_is_told_apart_from_a_wrong_password() throws Exception {
        admin("create role fenced login password '" + CANARY + "'");
        refuseFirst("fenced");

        Result result = Awaitility.await()
                .until(() -> check(probes(server().jdbcUrl(), "fenced", CANARY)), seen -> seen.status() != Status.UP);

        assertDown(result, "db.host-refused");
        assertThat(commands(result)).anyMatch(command -> command.contains("pg_hba_file_rules"));
        assertThat(result.remedies().toString()).doesNotContain("password");
    }

    /** Puts a rule before all others. */
    private static void refuseFirst(String role) throws Exception {
        try (Client admin = Client.of(server(), "admin")) {
            String file = admin.ask("show hba_file");
            admin.run(
                    "create temp table rules as select n, regexp_replace(line, '\\s+', ' ', 'g') as line from"
                            + " regexp_split_to_table(pg_read_file('" + file
                            + "'), '\\n') with ordinality as t(line, n)"
                            + " where line ~ '^[a-z]'",
                    "insert into rules values (0, 'host all " + role + " 127.0.0.1/32 reject')",
                    "copy (select line from rules order by n) to '" + file + "'",
                    "select pg_reload_conf()");
        }
    }

    @Test
    void a_database_that_allows_no_connections_is_told_with_how_to_open_it() throws Exception {
        admin("create database shut allow_connections false");

        Result result = check(app(server().jdbcUrl("shut")));

        assertDown(result, "db.no-logins");
        assertThat(commands(result)).containsExactly("ALTER DATABASE \"shut\" WITH ALLOW_CONNECTIONS true");
    }

    @Test
    void a_database_at_its_own_limit_is_told_apart_from_a_full_server() throws Exception {
        admin("create database narrow connection limit 0");

        Result result = check(app(server().jdbcUrl("narrow")));

        assertDown(result, "db.too-many-connections");
        assertThat(result.summary())
                .contains("no connection left within this database's own limit")
                .contains("/narrow");
    }

    @Test
    void a_library_that_a_role_wants_and_the_server_has_not_is_a_setting() throws Exception {
        admin("alter role app set session_preload_libraries = 'nowhere'");
        try {
            Result result = check(app(server().jdbcUrl()));

            assertDown(result, "db.setting-refused");
            assertThat(commands(result)).anyMatch(command -> command.contains("pg_db_role_setting"));
        } finally {
            admin("alter role app reset all");
        }
    }

    @Test
    void a_refused_login_is_not_tried_again_soon() throws Exception {
        FakePostgres fake = keep(FakePostgres.refusingWith("28P01", "no"));
        JdbcProbes probes = app(fake.url());

        assertDown(check(probes), "db.auth");
        assertDown(check(probes), "db.auth");

        assertThat(fake.logins()).isEqualTo(1);
    }

    @Test
    void a_missing_database_is_told_by_name() throws Exception {
        Result result = check(app(server().jdbcUrl("nowhere")));

        assertDown(result, "db.no-database");
        assertThat(result.summary()).contains("/nowhere (3D000)");
    }

    @Test
    void a_role_at_its_connection_limit_is_too_many_connections() throws Exception {
        admin("alter role app connection limit 1");
        try (Client only = Client.of(server(), "only", "app", CANARY)) {
            Result result = check(app(server().jdbcUrl()));

            assertDown(result, "db.too-many-connections");
            assertThat(result.summary()).contains("within this user's own limit", " as app (53300)");
            assertThat(commands(result))
                    .anyMatch(command -> command.contains("rolconnlimit") && command.contains("'app'"))
                    .anyMatch(command -> command.contains("pg_stat_activity"));
            assertThat(only.ask("select 1")).isEqualTo("1");
        } finally {
            admin("alter role app connection limit -1");
        }
    }

    @Test
    void something_that_speaks_another_protocol_is_told_as_such() throws Exception {
        FakePostgres fake = keep(FakePostgres.saying("HTTP/1.1 400 Bad Request\r\n\r\n"));

        Result result = check(app(fake.url()));

        assertDown(result, "db.protocol");
    }

    @Test
    void a_server_without_tls_is_told_when_the_url_requires_it() throws Exception {
        assertDown(check(app(server().jdbcUrl() + "?sslmode=require")), "db.tls");
    }

    @Test
    void a_black_hole_is_given_up_on_in_time() throws Exception {
        BlackHole hole = keep(BlackHole.open());
        long start = System.nanoTime();

        Result result = check(app("jdbc:postgresql://127.0.0.1:" + hole.port() + "/orders"));

        assertDown(result, "db.timeout");
        assertThat(since(start)).isLessThan(HANGS);
    }

    @Test
    void a_firewall_that_drops_packets_is_given_up_on_in_time() throws Exception {
        BlackHole hole = keep(BlackHole.unreachable());
        long start = System.nanoTime();

        Result result = check(app("jdbc:postgresql://127.0.0.1:" + hole.port() + "/orders"));

        assertDown(result, "db.timeout");
        assertThat(since(start)).isLessThan(HANGS);
    }

    @Test
    void a_frozen_server_is_down_in_time_and_up_again_once_it_thaws() throws Exception {
        JdbcProbes probes = app(server().jdbcUrl());
        assertThat(check(probes).status()).isEqualTo(Status.UP);
        server().freeze();
        long start = System.nanoTime();

        Result frozen = check(probes);

        assertDown(frozen, "db.timeout");
        assertThat(since(start)).isLessThan(HANGS);

        Result other = keepResult(Checks.run(probes, "locks"));
        assertThat(other.status()).isEqualTo(Status.UNKNOWN);
        assertThat(other.cause()).isEqualTo("db.timeout");
        assertThat(other.summary()).as("not tried").contains("next attempt in");

        server().thaw();
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(check(probes).status()).isEqualTo(Status.UP));
    }

    @Test
    void a_server_restarted_between_two_rounds_is_never_seen_down() throws Exception {
        JdbcProbes probes = app(server().jdbcUrl());
        assertThat(check(probes).status()).isEqualTo(Status.UP);

        server().restart();

        assertThat(check(probes).status()).isEqualTo(Status.UP);
    }

    @Test
    void a_killed_server_is_refused_and_up_again_after_its_restart() throws Exception {
        JdbcProbes probes = app(server().jdbcUrl());
        assertThat(check(probes).status()).isEqualTo(Status.UP);

        server().kill();
        assertDown(check(probes), "db.refused");

        server().restart();
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(check(probes).status()).isEqualTo(Status.UP));
    }

    @Test
    void a_session_that_an_administrator_ended_is_replaced_at_once() throws Exception {
        JdbcProbes probes = app(server().jdbcUrl());
        check(probes);

        admin("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'vitals'");

        assertThat(check(probes).status()).isEqualTo(Status.UP);
    }

    @Test
    void a_slow_answer_is_degraded_and_a_slower_one_down() throws Exception {
        Duration tiny = Duration.ofNanos(1);
        Duration day = Duration.ofDays(1);

        Result slow =
                check(app(server().jdbcUrl()).limits(ConnectLimits.class, c -> c.latency(Threshold.above(tiny, day))));
        Result slower =
                check(app(server().jdbcUrl()).limits(ConnectLimits.class, c -> c.latency(Threshold.above(tiny, tiny))));

        assertThat(slow.status()).isEqualTo(Status.DEGRADED);
        assertThat(slow.cause()).isEqualTo("db.slow");
        assertDown(slower, "db.slow");
    }

    @Test
    void a_server_that_takes_no_writes_is_a_finding_unless_that_is_expected() throws Exception {
        admin("alter role app set default_transaction_read_only = on");
        try {
            Result result = check(app(server().jdbcUrl()));
            assertThat(result.status()).isEqualTo(Status.DEGRADED);
            assertThat(result.cause()).isEqualTo("db.read-only");
            assertThat(result.subjects()).containsExactly(Subject.endpoint(server().host(), server().port()));
            assertThat(result.summary()).endsWith(" because the role is set to that (default_transaction_read_only)");
            assertThat(commands(result))
                    .containsExactly(
                            "BEGIN READ WRITE; ALTER ROLE \"app\" RESET default_transaction_read_only; COMMIT");

            JdbcProbes reader = app(server().jdbcUrl()).limits(ConnectLimits.class, c -> c.writable(false));
            assertThat(check(reader).status()).isEqualTo(Status.UP);
            assertThat(check(app(server().jdbcUrl() + "?targetServerType=preferSecondary"))
                            .status())
                    .isEqualTo(Status.UP);
        } finally {
            admin("alter role app reset default_transaction_read_only");
        }
    }

    @Test
    void what_makes_it_refuse_writes_is_told_with_its_own_remedy() throws Exception {
        assertReadOnlyUntil("alter database postgres set default_transaction_read_only = on", "the database");
        assertReadOnlyUntil(
                "alter role app in database postgres set default_transaction_read_only = on",
                "the role in this database");
        assertReadOnlyUntil("alter system set default_transaction_read_only = on", "the server");

        Result asked = check(app(server().jdbcUrl() + "?options=-c%20default_transaction_read_only=on"));
        assertThat(asked.summary()).contains("because the login asks for it");
    }

    /** What the remedy says is done, and has to help. */
    private void assertReadOnlyUntil(String fault, String whose) throws Exception {
        admin(fault);
        admin("select pg_reload_conf()");
        JdbcProbes probes = app(server().jdbcUrl());
        Result result = Awaitility.await().until(() -> check(probes), one -> one.status() == Status.DEGRADED);
        assertThat(result.cause()).isEqualTo("db.read-only");
        assertThat(result.summary()).contains(" because " + whose + " is set to that");

        admin(commands(result).get(0));
        admin("select pg_reload_conf()");

        Awaitility.await().until(() -> check(probes).status() == Status.UP);
    }

    @Test
    void a_setting_that_the_server_does_not_take_is_no_error_of_the_database() throws Exception {
        Result result = check(app(server().jdbcUrl() + "?options=-c%20TimeZone=Mars/Olympus"));

        assertDown(result, "db.setting-refused");
        assertThat(result.evidence().toString()).contains("Mars/Olympus");
        assertThat(result.remedies().toString())
                .contains("time zone of this JVM is '" + TimeZone.getDefault().getID());
    }

    @Test
    void a_server_without_tls_is_told_when_the_driver_wants_it() throws Exception {
        assertDown(check(app(server().jdbcUrl() + "?sslmode=require")), "db.tls");
    }

    @Test
    void a_program_is_never_told_to_ask_another_server() throws Exception {
        try (ClosedPort first = ClosedPort.reserve();
                ClosedPort second = ClosedPort.reserve()) {
            Result several = check(
                    app("jdbc:postgresql://127.0.0.1:" + first.port() + ",127.0.0.1:" + second.port() + "/orders"));

            assertDown(several, "db.refused");
            assertThat(commands(several)).noneMatch(command -> command.contains("pg_isready"));
        }
    }

    @Test
    void a_pool_with_such_a_url_is_told_what_is_wrong_with_it() throws Exception {
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl("jdbc:postgresql://app:" + CANARY + "@host:5432/db");

            Result result = check(keep(JdbcProbes.of("db", pool)));

            assertDown(result, "db.url");
        }
    }

    @Test
    void a_connection_that_stayed_with_a_server_without_its_role_is_renewed_before_it_is_believed() throws Exception {
        admin("alter role app set default_transaction_read_only = on");
        JdbcProbes probes = app(server().jdbcUrl());
        try {
            assertThat(check(probes).cause()).isEqualTo("db.read-only");
        } finally {
            admin("alter role app reset default_transaction_read_only");
        }

        assertThat(check(probes).status()).isEqualTo(Status.UP);
        assertThat(openSessions()).isEqualTo(1);
    }

    @Test
    void a_missing_right_to_connect_is_told_with_its_grant() throws Exception {
        admin("create database closed");
        admin("revoke connect on database closed from public");

        Result result = check(app(server().jdbcUrl("closed")));

        assertDown(result, "db.no-access");
        assertThat(result.summary()).contains("/closed as app (42501)");
        assertThat(commands(result)).contains("GRANT CONNECT ON DATABASE \"closed\" TO \"app\"");
    }

    @Test
    void a_network_that_breaks_is_lost_and_one_that_stalls_is_a_timeout() throws Exception {
        FlakyProxy network = keep(FlakyProxy.to(server()));
        JdbcProbes probes = app("jdbc:postgresql://127.0.0.1:" + network.port() + "/postgres");
        assertThat(check(probes).status()).isEqualTo(Status.UP);

        network.stall();
        long start = System.nanoTime();
        assertDown(check(probes), "db.timeout");
        assertThat(since(start)).isLessThan(HANGS);

        network.restore();
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(check(probes).status()).isEqualTo(Status.UP));

        network.cut();
        assertDown(check(probes), "db.lost");
    }

    @Test
    void a_starting_server_is_degraded_at_first() throws Exception {
        FakePostgres fake = keep(FakePostgres.refusingWith("57P03", "das Datenbanksystem startet"));

        Result result = check(app(fake.url()));

        assertThat(result.status()).isEqualTo(Status.DEGRADED);
        assertThat(result.cause()).isEqualTo("db.starting");
    }

    @Test
    void a_hostile_message_is_shown_on_one_line_without_the_password() throws Exception {
        FakePostgres fake = keep(FakePostgres.refusingWith("XX000", "a\nb \u001b[2J" + CANARY));

        Result result = check(app(fake.url()));

        assertDown(result, "db.error");
        assertThat(result.evidence().toString()).contains("a b \uFFFD[2J***");
    }

    @Test
    void a_url_that_no_driver_takes_is_told_without_the_url() throws Exception {
        Result result = check(probes("jdbc:nosuch://host/db?password=" + CANARY, "app", CANARY));

        assertDown(result, "db.no-driver");
        assertThat(result.summary())
                .isEqualTo("no JDBC driver on the class path takes a URL that begins with jdbc:nosuch:");
    }

    @Test
    void limits_of_the_applications_url_do_not_beat_ours() throws Exception {
        BlackHole hole = keep(BlackHole.open());
        long start = System.nanoTime();

        Result result = check(app("jdbc:postgresql://127.0.0.1:" + hole.port()
                + "/orders?socketTimeout=0&loginTimeout=0&connectTimeout=0"));

        assertDown(result, "db.timeout");
        assertThat(since(start)).isLessThan(HANGS);
    }

    @Test
    void another_data_source_is_used_as_it_is_and_said_so() throws Exception {
        JdbcProbes probes = keep(JdbcProbes.of("db", server().dataSource("app", CANARY)));

        Result result = keepResult(Checks.run(probes, "connect"));

        assertThat(result.status()).isEqualTo(Status.UP);
        assertThat(result.summary())
                .endsWith("over the application's data source")
                .doesNotContain("the database");
        // The server takes a moment to notice that a connection was given up.
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> openSessions() == 0);

        JdbcProbes refused = keep(JdbcProbes.of("db", server().dataSource("app", "wrong")));
        assertThat(keepResult(Checks.run(refused, "connect")).remedies().toString())
                .contains("give the checks a login of their own");
    }

    @Test
    void a_closed_set_says_so_and_leaves_no_session() throws Exception {
        JdbcProbes probes = app(server().jdbcUrl());
        check(probes);

        probes.close();

        assertThat(check(probes).cause()).isEqualTo("db.closed");
        assertThat(check(probes).status()).isEqualTo(Status.UNKNOWN);
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> openSessions() == 0);
    }

    @Test
    void a_short_timeout_is_kept_too() throws Exception {
        BlackHole hole = keep(BlackHole.open());
        JdbcProbes probes = app("jdbc:postgresql://127.0.0.1:" + hole.port() + "/orders");
        ProbeHarness harness = Checks.harness(probes, "connect").timeout(Duration.ofMillis(700));
        long start = System.nanoTime();

        assertDown(keepResult(harness.check()), "db.timeout");

        Duration shorter = since(start);
        start = System.nanoTime();
        assertDown(check(app("jdbc:postgresql://127.0.0.1:" + hole.port() + "/orders")), "db.timeout");
        assertThat(shorter).as("than with the time a check has").isLessThan(since(start));
    }

    private static PostgresServer server() {
        return POSTGRES.server();
    }

    private JdbcProbes app(String url) {
        return probes(url, "app", CANARY);
    }

    private JdbcProbes probes(String url, String user, String password) {
        return keep(JdbcProbes.of("db", url, user, password));
    }

    private Result check(JdbcProbes probes) throws Exception {
        keep(probes);
        return keepResult(Checks.run(probes, "connect"));
    }

    private Result keepResult(Result result) {
        results.add(result);
        return result;
    }

    private <T extends AutoCloseable> T keep(T closeable) {
        open.add(closeable);
        return closeable;
    }

    private static void admin(String sql) throws Exception {
        try (Client admin = Client.of(server(), "admin")) {
            admin.run(sql);
        }
    }

    private static int openSessions() throws Exception {
        try (Client admin = Client.of(server(), "admin")) {
            return Integer.parseInt(
                    admin.ask("select count(*) from pg_stat_activity where application_name = 'vitals'"));
        }
    }

    private static void assertDown(Result result, String cause) {
        assertThat(result.cause()).as(result.toString()).isEqualTo(cause);
        assertThat(result.status()).isEqualTo(Status.DOWN);
    }

    private static List<String> commands(Result result) {
        return result.remedies().stream()
                .flatMap(remedy -> remedy.command().stream())
                .toList();
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
