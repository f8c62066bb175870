package dev.vitals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Subject;
import dev.vitals.testkit.PostgresServer;
import dev.vitals.testkit.ServerExtension;
import dev.vitals.testkit.options.ServerOptions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresQueryTest extends QueryContract {
    private static final String CANARY = "canary-99";
    private static final String ADVISORY = "select count(*) from pg_locks where locktype = 'advisory'";

    @RegisterExtension
    static final ServerExtension<PostgresServer> POSTGRES =
            ServerExtension.postgres(ServerOptions.defaults().withUser("app", CANARY));

    @BeforeEach
    void makeFunction() throws Exception {
        run(
                "create or replace function wipe() returns int language plpgsql as"
                        + " 'begin delete from jobs; return 1; end'",
                "create sequence if not exists numbers");
    }

    @Test
    void a_lock_that_a_query_takes_for_the_session_is_released() throws Exception {
        JdbcProbes locking = probes().query("locks-a", "select 1 from pg_advisory_lock(42)", q -> q);
        JdbcProbes failing = locking.query("locks-b", "select 1 / (length(pg_advisory_lock(43)::text) * 0)", q -> q);
        try (failing) {
            assertThat(Checks.run(failing, "locks-a").status()).isEqualTo(Status.UP);
            assertThat(ask(ADVISORY)).isEqualTo("0");
            assertThat(Checks.run(failing, "locks-b").cause()).isEqualTo("query.failed");
            assertThat(ask(ADVISORY)).isEqualTo("0");
        }
    }

    @Test
    void it_is_released_by_the_very_run_that_finds_out_which_product_this_is() throws Exception {
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setDataSource(POSTGRES.server().dataSource());
            JdbcProbes hidden = JdbcProbes.of("db", Hidden.behind(pool));

            assertThat(query(hidden, "select 1 from pg_advisory_lock(44)", q -> q)
                            .status())
                    .isEqualTo(Status.UP);

            assertThat(ask(ADVISORY)).isEqualTo("0");
        }
    }

    @Test
    void a_setting_that_a_query_changes_is_set_back() throws Exception {
        try (JdbcProbes two = probes().query(
                        "sets", "select length(set_config('search_path', 'nowhere', false))", q -> q)
                .query("asks", "select count(*) from jobs", q -> q)) {
            assertThat(Checks.run(two, "sets").status()).isEqualTo(Status.UP);
            assertThat(Checks.run(two, "asks").summary()).isEqualTo("30");
            assertThat(Checks.run(two, "connections").status()).isEqualTo(Status.UP);
        }
    }

    @Test
    void a_missing_right_is_shown_with_the_role() throws Exception {
        JdbcProbes app = JdbcProbes.of("db", POSTGRES.server().jdbcUrl(), "app", CANARY);

        Result result = query(app, "select count(*) from jobs", q -> q.warnAt(1));

        assertResult(result, Status.UNKNOWN, "query.permission");
        assertThat(result.remedies().toString())
                .contains("grant user app SELECT")
                .doesNotContain(CANARY);
        assertThat(result.evidence().toString()).contains("jobs");
    }

    @Test
    void a_table_that_is_locked_is_waited_for_no_longer_than_others() throws Exception {
        try (Client other = Client.of(POSTGRES.server(), "other").run("begin", "lock table jobs")) {
            assertResult(query("select count(*) from jobs", q -> q), Status.UNKNOWN, "query.locked");
            assertThat(other.ask("select 1")).isEqualTo("1");
        }
    }

    @Test
    void whoever_holds_the_table_is_named_with_the_way_to_end_it() throws Exception {
        try (Client other = Client.of(POSTGRES.server(), "migration").run("begin", "lock table jobs")) {
            Result result = query("select count(*) from jobs", q -> q);

            assertResult(result, Status.UNKNOWN, "query.locked");
            assertThat(result.summary())
                    .contains("reads what is locked by pid " + other.pid() + " (app=migration user=")
                    .contains("idle in transaction");
            assertThat(commands(result)).containsExactly("SELECT pg_terminate_backend(" + other.pid() + ")");
            assertThat(result.subjects()).containsExactly(Subject.session("db", "" + other.pid()));
        }
    }

    @Test
    void a_query_behind_a_waiting_change_of_the_table_names_whom_that_waits_for() throws Exception {
        run("create or replace view pending as select * from jobs");
        try (Client reader = Client.of(POSTGRES.server(), "report").run("begin", "select * from jobs");
                Client change = Client.of(POSTGRES.server(), "migration");
                Client observer = Client.of(POSTGRES.server(), "observer")) {
            change.waitFor("alter table jobs add column note text", observer);

            assertThat(query("select count(*) from jobs", q -> q))
                    .satisfies(result -> assertThat(result.summary())
                            .contains("locked by pid " + reader.pid() + " (app=report", "and 1 more"))
                    .satisfies(result -> assertThat(commands(result))
                            .containsExactly(
                                    "SELECT pg_terminate_backend(" + reader.pid() + ")",
                                    "SELECT pg_cancel_backend(" + change.pid() + ")"));
            assertThat(query("select count(*) from pending", q -> q).summary())
                    .contains("waits for a lock, most likely of pid " + reader.pid());
        } finally {
            run("drop view pending");
        }
    }

    @Test
    void a_role_without_rights_names_the_holder_all_the_same() throws Exception {
        run("grant select on jobs to app");
        JdbcProbes app = JdbcProbes.of("db", POSTGRES.server().jdbcUrl(), "app", CANARY);
        try (Client other = Client.of(POSTGRES.server(), "migration").run("begin", "lock table jobs")) {
            assertThat(query(app, "select count(*) from jobs", q -> q).summary())
                    .contains("locked by pid " + other.pid() + " (app=migration", "activity hidden");
        }
    }

    @Test
    void a_frozen_server_is_no_fault_of_the_query() throws Exception {
        try (JdbcProbes one = probes().query("mine", "select count(*) from jobs", q -> q)) {
            assertThat(Checks.run(one, "mine").status()).isEqualTo(Status.UP);
            POSTGRES.server().freeze();
            try {
                assertResult(Checks.run(one, "mine"), Status.UNKNOWN, "db.timeout");
            } finally {
                POSTGRES.server().thaw();
            }
        }
    }

    private static List<String> commands(Result result) {
        return result.remedies().stream()
                .map(Remedy::command)
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    JdbcProbes probes() {
        PostgresServer server = POSTGRES.server();
        return JdbcProbes.of("db", server.jdbcUrl(), server.user(), server.password());
    }

    @Override
    void run(String... statements) throws Exception {
        try (Client client = Client.of(POSTGRES.server(), "application")) {
            client.run(statements);
        }
    }

    @Override
    String ask(String query) throws Exception {
        try (Client client = Client.of(POSTGRES.server(), "application")) {
            return client.ask(query);
        }
    }

    @Override
    String endless() {
        return "select 1 from pg_sleep(60)";
    }

    @Override
    List<String> writing() {
        return List.of(
                "with gone as (delete from jobs returning 1) select count(*) from gone",
                "select wipe()",
                "select nextval('numbers')",
                "select id into made from jobs");
    }

    @Override
    String causeOfWriting() {
        return "query.writes";
    }
}
