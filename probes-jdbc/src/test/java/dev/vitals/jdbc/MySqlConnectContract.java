package dev.vitals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.jdbc.limits.ConnectLimits;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.testkit.network.BlackHole;
import dev.vitals.testkit.network.ClosedPort;
import dev.vitals.testkit.network.FlakyProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the connect check must tell of either product through either driver. */
abstract class MySqlConnectContract extends MySqlContract {
    @BeforeEach
    void make_a_user() throws Exception {
        client().run(
                        "drop user if exists app",
                        "create user app identified by '" + PASSWORD + "'",
                        "grant all on test.* to app");
    }

    @Test
    void a_server_that_answers_is_up_with_its_version() throws Exception {
        Result result = check(app(url()), "connect");

        assertThat(result.status()).as(result.toString()).isEqualTo(Status.UP);
        assertThat(result.summary())
                .contains(server().version(), "at 127.0.0.1:" + server().port() + "/test answered in")
                .doesNotContainPattern("MariaDB \\S+-MariaDB");
    }

    @Test
    void nothing_listening_is_refused() throws Exception {
        try (ClosedPort closed = ClosedPort.reserve()) {
            int port = closed.port();

            Result result = down(app("jdbc:" + driver() + "://127.0.0.1:" + port + "/orders"), "db.refused");

            assertThat(commands(result)).contains("mysqladmin -h 127.0.0.1 -P " + port + " ping");
        }
    }

    @Test
    void a_name_without_an_address_is_dns() throws Exception {
        down(app("jdbc:" + driver() + "://no-such-host.invalid:3306/orders"), "db.dns");
    }

    @Test
    void a_time_zone_that_the_server_does_not_know_is_a_setting_it_refuses() throws Exception {
        String zone = with("sessionVariables=time_zone='Mars/Base'");

        Result result = down(app(zone), "db.setting-refused");

        assertThat(result.toString()).contains("Mars/Base");
        assertThat(result.summary()).doesNotContain("lost");
    }

    String with(String property) {
        return url() + (url().contains("?") ? "&" : "?") + property;
    }

    @Test
    void a_wrong_password_is_auth_and_a_user_that_does_not_exist_too() throws Exception {
        Result result = down(keep(JdbcProbes.of("db", url(), "app", "wrong-" + PASSWORD)), "db.auth");
        down(keep(JdbcProbes.of("db", url(), "o'brien", PASSWORD)), "db.auth");

        assertThat(result.summary()).contains(" as app (28000), next attempt in");
        assertThat(commands(result))
                .contains(
                        "mysql -h 127.0.0.1 -P " + server().port() + " -u app -p -e 'SELECT CURRENT_USER()'",
                        "SELECT user, host, ssl_type FROM mysql.user WHERE user = 'app'");
    }

    @Test
    void an_account_that_is_locked_is_not_told_to_correct_its_password() throws Exception {
        client().run("alter user app account lock");

        Result result = down(app(url()), "db.account-locked");

        assertThat(result.summary()).contains(" as app (").contains(", next attempt in");
        assertThat(commands(result)).containsExactly("ALTER USER 'app'@'%' ACCOUNT UNLOCK");
        assertThat(result.remedies().toString()).doesNotContain("correct the password");
    }

    @Test
    void a_password_that_has_expired_is_not_a_wrong_one() throws Exception {
        client().run("alter user app password expire");

        Result result = down(app(url()), "db.password-expired");

        assertThat(result.remedies().toString())
                .contains("set a new password for user 'app'")
                .doesNotContain("correct the password");
    }

    @Test
    void an_allowance_of_statements_that_is_used_up_is_no_lack_of_connections() throws Exception {
        client().run("alter user app with max_queries_per_hour 1");

        Result result = down(app(url()), "db.quota");

        assertThat(result.summary()).doesNotContain("connection left");
        assertThat(commands(result)).anyMatch(command -> command.contains("max_questions"));
    }

    @Test
    void a_missing_database_is_told_by_name() throws Exception {
        assertThat(down(
                                keep(JdbcProbes.of("db", url("nowhere"), server().user(), server().password())),
                                "db.no-database")
                        .summary())
                .contains("/nowhere (42000)");
    }

    @Test
    void a_missing_right_on_the_database_is_told_with_its_grant() throws Exception {
        assertThat(commands(down(app(url("mysql")), "db.no-access")))
                .contains("GRANT SELECT ON `mysql`.* TO 'app'@'%'");
    }

    @Test
    void a_user_at_its_own_limit_is_too_many_connections() throws Exception {
        client().run("alter user app with max_user_connections 1");
        client("app");

        Result result = down(app(url()), "db.too-many-connections");

        assertThat(result.summary()).contains("within this user's own limit", " as app (42000)");
        assertThat(commands(result)).anyMatch(command -> command.contains("mysql.user WHERE user = 'app'"));
    }

    @Test
    void a_server_without_a_connection_left_is_too_many_connections() throws Exception {
        MySqlClient admin = client();
        String before = admin.ask("select @@global.max_connections");
        // One more than that is an administrator's.
        admin.run("set global max_connections = 10");
        try {
            for (int i = Integer.parseInt(
                            admin.ask("select count(*) from information_schema.processlist where command <> 'Daemon'"));
                    i < 10;
                    i++) {
                client("app");
            }

            Result result = down(app(url()), "db.too-many-connections");

            assertThat(result.evidence()).isNotEmpty();
        } finally {
            admin.run("set global max_connections = " + before);
        }
    }

    @Test
    void a_black_hole_is_given_up_on_in_time_whatever_the_url_says() throws Exception {
        BlackHole hole = keep(BlackHole.open());
        BlackHole firewall = keep(BlackHole.unreachable());
        for (String address : new String[] {
            hole.port() + "/orders",
            hole.port() + "/orders?socketTimeout=0&connectTimeout=0",
            firewall.port() + "/orders"
        }) {
            long start = System.nanoTime();

            down(app("jdbc:" + driver() + "://127.0.0.1:" + address), "db.timeout");

            assertThat(since(start)).isLessThan(HANGS);
        }
    }

    @Test
    void a_frozen_server_is_down_in_time_and_up_again_once_it_thaws() throws Exception {
        JdbcProbes probes = app(url());
        up(probes);
        server().freeze();
        long start = System.nanoTime();

        down(probes, "db.timeout");

        assertThat(since(start)).isLessThan(HANGS);
        assertThat(check(probes, "queries"))
                .extracting(Result::status, Result::cause)
                .containsExactly(Status.UNKNOWN, "db.timeout");
        server().thaw();
        Awaitility.await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> up(probes));
    }

    @Test
    void a_server_restarted_between_two_rounds_is_never_seen_down() throws Exception {
        JdbcProbes probes = app(url());
        up(probes);

        server().restart();

        up(probes);
    }

    @Test
    void a_killed_server_is_refused() throws Exception {
        JdbcProbes probes = app(url());
        up(probes);

        server().kill();

        down(probes, "db.refused");
    }

    @Test
    void a_session_that_an_administrator_ended_is_replaced_at_once() throws Exception {
        JdbcProbes probes = app(url());
        up(probes);
        MySqlClient admin = client();
        admin.run("kill " + ours(admin));

        up(probes);
    }

    @Test
    void a_network_that_stalls_is_a_timeout_and_one_that_breaks_is_lost() throws Exception {
        FlakyProxy network = keep(FlakyProxy.to(server()));
        JdbcProbes probes = app(url().replace(":" + server().port(), ":" + network.port()));
        up(probes);

        network.stall();
        down(probes, "db.timeout");
        network.restore();
        Awaitility.await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> up(probes));
        network.cut();

        down(probes, "db.lost");
    }

    @Test
    void a_server_that_takes_no_writes_is_a_finding_unless_that_is_expected() throws Exception {
        MySqlClient admin = client().run("set global read_only = on");
        try {
            assertThat(check(app(url()), "connect"))
                    .extracting(Result::status, Result::cause)
                    .containsExactly(Status.DEGRADED, "db.read-only");
            up(app(url()).limits(ConnectLimits.class, c -> c.writable(false)));
        } finally {
            admin.run("set global read_only = off");
        }
    }

    @Test
    void what_makes_it_refuse_writes_is_told_with_its_own_remedy() throws Exception {
        MySqlClient admin = client();
        boolean mariaDb = admin.ask("select version()").contains("MariaDB");
        for (String fault : mariaDb
                ? List.of("read_only", "tx_read_only")
                : List.of("read_only", "super_read_only", "transaction_read_only")) {
            admin.run("set global " + fault + " = on");
            try {
                Result result = check(app(url()), "connect");
                assertThat(result.cause()).isEqualTo("db.read-only");
                assertThat(result.summary()).contains(" because ").contains(fault.replaceFirst("tx_", ""));
                assertThat(result.remedies()).hasSize(1);
                admin.run(result.remedies().get(0).command().orElseThrow());
                up(app(url()));
            } finally {
                admin.run("set global " + fault + " = off", "set global read_only = off");
            }
        }
    }

    @Test
    void unusual_defaults_of_sessions_change_nothing() throws Exception {
        MySqlClient admin = client();
        List<String> names = List.of("completion_type", "sql_mode", "sql_select_limit", "autocommit");
        List<String> before = new ArrayList<>();
        for (String name : names) {
            before.add(admin.ask("select @@global." + name));
        }
        admin.run(
                "set global completion_type = 1",
                "set global autocommit = off",
                "set global sql_mode = 'ANSI_QUOTES,PIPES_AS_CONCAT,NO_BACKSLASH_ESCAPES'",
                "set global sql_select_limit = 1",
                "set global transaction isolation level serializable");
        try {
            JdbcProbes probes = app(url()).query("mode", "select @@sql_select_limit", q -> q);
            up(probes);
            assertThat(check(probes, "connections").status()).isEqualTo(Status.UP);
            assertThat(check(probes, "mode").summary()).isEqualTo("1");
            up(probes);
            assertThat(admin.ask("select count(*) from information_schema.innodb_trx where trx_mysql_thread_id = "
                            + ours(admin)))
                    .isEqualTo("0");
        } finally {
            for (int i = 0; i < names.size(); i++) {
                String value = before.get(i);
                admin.run("set global " + names.get(i) + " = " + (value.matches("\\d+") ? value : "'" + value + "'"));
            }
            admin.run("set global transaction isolation level repeatable read");
        }
    }

    @Test
    void looking_cannot_write_and_leaves_one_session_and_no_open_transaction() throws Exception {
        JdbcProbes probes = app(url());
        MySqlClient admin = client();
        for (int i = 0; i < 3; i++) {
            up(probes);
            check(probes, "connections");
        }

        assertThat(admin.ask("select count(*) from information_schema.processlist where user = 'app'"))
                .isEqualTo("1");
        assertThat(admin.ask("select count(*) from information_schema.innodb_trx where trx_mysql_thread_id = "
                        + ours(admin)))
                .isEqualTo("0");
    }

    @Test
    void a_borrowed_connection_is_given_back_as_it_came() throws Exception {
        LastConnection source = keep(new LastConnection(url(), "app", PASSWORD));
        JdbcProbes probes = keep(JdbcProbes.of("db", source));
        String before = source.state();

        assertThat(check(probes, "connect").summary()).endsWith("over the application's data source");
        for (String check : new String[] {"connections", "queries", "transactions"}) {
            check(probes, check);
        }

        assertThat(source.state()).isEqualTo(before);
    }

    @Test
    void the_diagnosis_describes_the_server() throws Exception {
        JdbcProbes probes = app(url());

        assertThat(Checks.harness(probes, "connect").diagnose()).singleElement().satisfies(server -> {
            assertThat(((Evidence.Table) server).rows())
                    .extracting(row -> row.get(0))
                    .contains("up for", "version", "read_only", "max_connections");
        });
    }

    private void up(JdbcProbes probes) throws Exception {
        Result result = check(probes, "connect");
        assertThat(result.status()).as(result.toString()).isEqualTo(Status.UP);
    }

    Result down(JdbcProbes probes, String cause) throws Exception {
        Result result = check(probes, "connect");
        assertThat(result.cause()).as(result.toString()).isEqualTo(cause);
        assertThat(result.status()).isEqualTo(Status.DOWN);
        return result;
    }

    JdbcProbes app(String url) {
        return keep(JdbcProbes.of("db", url, "app", PASSWORD));
    }

    Result coldLogin(String withoutTls) throws Exception {
        String bare = url().replaceFirst("\\?.*", "");
        return check(app(bare + "?" + withoutTls), "connect");
    }

    private static String ours(MySqlClient admin) throws Exception {
        return admin.ask("select id from information_schema.processlist where user = 'app'");
    }
}
