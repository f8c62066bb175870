package dev.vitals.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.testkit.options.ServerOptions;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@RequiresMySql
class MySqlServerTest extends MySqlFamilyContract<MySqlServer> {

    @RegisterExtension
    static final ServerExtension<MySqlServer> MY_SQL = ServerExtension.mySql().perClass();

    @Override
    MySqlServer server() {
        return MY_SQL.server();
    }

    @Override
    MySqlServer start(ServerOptions options) {
        return MySqlServer.start(options);
    }

    @Override
    String syntaxError() {
        return "[ERROR] [MY-000061] [Server] 1149";
    }

    @Test
    void the_url_names_the_database_and_no_password() {
        assertThat(server().jdbcUrl("orders")).isEqualTo("jdbc:mysql://127.0.0.1:" + server().port() + "/orders");
    }

    @Test
    void the_administrator_has_the_privileges_that_are_new_in_8_too() throws SQLException {
        assertThat(Sql.ask(server().dataSource(), "SELECT count(*) FROM mysql.global_grants WHERE user = 'root'"))
                .isNotEqualTo("0");
        Sql.run(server().dataSource(), "XA RECOVER", "SET GLOBAL innodb_lock_wait_timeout = 50");
    }

    @Test
    void users_log_in_as_they_do_by_default() throws SQLException {
        assertThat(Sql.ask(server().dataSource(), "SELECT plugin FROM mysql.user WHERE user = 'root'"))
                .isEqualTo("caching_sha2_password");
    }
}
