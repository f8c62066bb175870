package dev.vitals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.Result;
import dev.vitals.testkit.MariaDbServer;
import dev.vitals.testkit.ServerExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MariaDbThroughConnectorJConnectTest extends MySqlConnectContract {
    @RegisterExtension
    static final ServerExtension<MariaDbServer> SERVER = ServerExtension.mariaDb();

    @Test
    void a_time_zone_of_the_server_that_java_does_not_know_is_a_setting_it_refuses() throws Exception {
        MySqlClient admin = client();
        String id = admin.ask("insert into mysql.time_zone (use_leap_seconds) values ('N') returning time_zone_id");
        admin.run(
                "insert into mysql.time_zone_name values ('Mars/Base', " + id + ")",
                "insert into mysql.time_zone_transition_type values (" + id + ", 0, 3600, 0, 'MARS')",
                "set global time_zone = 'Mars/Base'");
        try {
            Result result = down(
                    keep(JdbcProbes.of("db", url() + "?connectionTimeZone=SERVER", "app", PASSWORD)),
                    "db.setting-refused");

            assertThat(result.toString()).contains("Mars/Base");
        } finally {
            admin.run("set global time_zone = 'SYSTEM'");
        }
    }

    @Test
    void a_driver_that_wants_tls_from_a_server_without_is_told_so() throws Exception {
        Result result = down(app(with("sslMode=REQUIRED")), "db.tls");

        assertThat(commands(result)).anyMatch(command -> command.contains("have_ssl"));
    }

    @Override
    MariaDbServer server() {
        return SERVER.server();
    }

    @Override
    String driver() {
        return "mysql";
    }
}
