package dev.vitals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.jdbc.limits.LongQueryLimits;
import dev.vitals.probe.Result;
import dev.vitals.probe.Threshold;
import dev.vitals.testkit.MySqlServer;
import dev.vitals.testkit.RequiresMySql;
import dev.vitals.testkit.ServerExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@RequiresMySql
class MySqlActivityTest extends MySqlActivityContract {
    @RegisterExtension
    static final ServerExtension<MySqlServer> SERVER = ServerExtension.mySql();

    @Override
    MySqlServer server() {
        return SERVER.server();
    }

    @Override
    String driver() {
        return "mysql";
    }

    @Test
    void names_in_double_quotes_stay_where_the_sessions_own_mode_says_that_they_are_names() throws Exception {
        MySqlClient ansi = client().run("set session sql_mode = 'ANSI_QUOTES'");
        ansi.startInBackground("select sleep(60), 'geheim' from \"orders\"", observer);
        client().startInBackground("select sleep(60), \"geheim\" from orders", observer);

        Result result = awaitDown(
                admin().limits(LongQueryLimits.class, q -> q.longest(Threshold.above(AT_ONCE, AT_ONCE))), "queries");

        assertThat(rows(result, "longest statements").toString()).contains("select sleep(?), ? from \"orders\"");
        assertThat(result.toString()).doesNotContain("geheim");
    }

    /** MariaDB allows that setting only where it was started with one. */
    @Test
    void every_session_of_a_user_counts_against_the_limit_of_all_users() throws Exception {
        MySqlClient observer = client();
        observer.run("set global max_user_connections = 8");
        try {
            observer.run("create user many identified by '" + PASSWORD + "'", "grant select on test.* to many");
            for (int i = 0; i < 8; i++) {
                client("many");
            }

            assertThat(check(admin(), "connections").summary()).startsWith("user 'many' uses 8 of 8 connections");
        } finally {
            observer.run("set global max_user_connections = 0", "drop user many");
        }
    }
}
