package dev.vitals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.testkit.MySqlServer;
import dev.vitals.testkit.RequiresMySql;
import dev.vitals.testkit.ServerExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@RequiresMySql
class MySqlConnectTest extends MySqlConnectContract {
    @RegisterExtension
    static final ServerExtension<MySqlServer> SERVER = ServerExtension.mySql();

    @Test
    void a_password_that_cannot_be_sent_without_tls_is_a_refused_login() throws Exception {
        client().run("flush privileges");

        Result result = coldLogin("sslMode=DISABLED");

        assertThat(result.cause()).isEqualTo("db.auth");
        assertThat(result.remedies().toString())
                .contains("allowPublicKeyRetrieval=true")
                .doesNotContain("correct the");
    }

    @Test
    void a_server_in_offline_mode_is_not_one_that_starts() throws Exception {
        MySqlClient admin = client().run("set global offline_mode = on");
        try {
            Result result = check(keep(JdbcProbes.of("db", url(), "app", PASSWORD)), "connect");

            assertThat(result.cause()).isEqualTo("db.no-logins");
            assertThat(result.status()).isEqualTo(Status.DOWN);
            assertThat(commands(result)).containsExactly("SHOW GLOBAL VARIABLES LIKE 'offline_mode'");
        } finally {
            admin.run("set global offline_mode = off");
        }
    }

    @Override
    MySqlServer server() {
        return SERVER.server();
    }

    @Override
    String driver() {
        return "mysql";
    }
}
