package dev.vitals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.testkit.MySqlServer;
import dev.vitals.testkit.RequiresMySql;
import dev.vitals.testkit.ServerExtension;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@RequiresMySql
class MySqlQueryTest extends QueryContract {
    @RegisterExtension
    static final ServerExtension<MySqlServer> MYSQL = ServerExtension.mySql();

    @BeforeEach
    void makeFunction() throws Exception {
        run(
                "set global log_bin_trust_function_creators = 1",
                "drop function if exists wipe",
                "create function wipe() returns int modifies sql data begin delete from jobs; return 1; end");
    }

    @Test
    void whoever_holds_the_table_is_named_with_the_way_to_end_it() throws Exception {
        try (MySqlClient other = MySqlClient.of(MYSQL.server()).run("lock tables jobs write")) {
            Result result = query("select count(*) from jobs", q -> q);

            assertResult(result, Status.UNKNOWN, "query.locked");
            assertThat(result.summary()).contains("locked by connection " + other.id() + " (user=");
            assertThat(result.remedies().toString()).contains("KILL " + other.id());
        }
    }

    @Test
    void a_user_without_the_right_to_see_locks_learns_which_right_is_missing() throws Exception {
        run("create user app identified by '" + MySqlContract.PASSWORD + "'", "grant select on test.* to app");
        MySqlServer server = MYSQL.server();
        try (MySqlClient other = MySqlClient.of(server).run("lock tables jobs write");
                JdbcProbes app = JdbcProbes.of("db", server.jdbcUrl(), "app", MySqlContract.PASSWORD)) {
            Result result = query(app, "select count(*) from jobs", q -> q);

            assertThat(result.status()).isEqualTo(Status.UNKNOWN);
            assertThat(result.remedies().toString())
                    .contains("GRANT SELECT ON performance_schema.* TO 'app'@'%'")
                    .doesNotContain("KILL " + other.id());
        } finally {
            run("drop user app");
        }
    }

    @Test
    void a_query_behind_a_waiting_change_of_the_table_names_whom_that_waits_for() throws Exception {
        try (MySqlClient reader = MySqlClient.of(MYSQL.server()).run("begin", "select * from jobs");
                MySqlClient change = MySqlClient.of(MYSQL.server());
                MySqlClient observer = MySqlClient.of(MYSQL.server())) {
            change.waitForTable("alter table jobs add column note text", observer);

            Result result = query("select count(*) from jobs", q -> q);

            assertResult(result, Status.UNKNOWN, "query.locked");
            assertThat(result.summary()).contains("locked by connection " + reader.id());
            assertThat(result.remedies().toString()).contains("KILL " + reader.id(), "KILL QUERY " + change.id());
        }
    }

    @Override
    JdbcProbes probes() {
        MySqlServer server = MYSQL.server();
        return JdbcProbes.of("db", server.jdbcUrl(), server.user(), server.password());
    }

    @Override
    void run(String... statements) throws Exception {
        try (Connection connection = MYSQL.server().dataSource().getConnection()) {
            Sqlite.run(connection, statements);
        }
    }

    @Override
    String ask(String query) throws Exception {
        try (Connection connection = MYSQL.server().dataSource().getConnection()) {
            return Sqlite.ask(connection, query);
        }
    }

    @Override
    String endless() {
        return "with recursive n as (select 1 as i union all select i + 1 from n where i < 900)"
                + " select count(*) from n a, n b, n c, n d where a.i * b.i * c.i * d.i = 3";
    }

    @Override
    List<String> writing() {
        return List.of("select wipe()", "select wipe() from jobs");
    }

    @Override
    String causeOfWriting() {
        return "query.writes";
    }
}
