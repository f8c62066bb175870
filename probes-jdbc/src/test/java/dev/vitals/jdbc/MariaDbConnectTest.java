package dev.vitals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.Result;
import dev.vitals.testkit.MariaDbServer;
import dev.vitals.testkit.ServerExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MariaDbConnectTest extends MySqlConnectContract {
    @RegisterExtension
    static final ServerExtension<MariaDbServer> SERVER = ServerExtension.mariaDb();

    @Test
    void a_driver_that_wants_tls_from_a_server_without_is_told_so() throws Exception {
        Result result = down(app(with("sslMode=trust")), "db.tls");

        assertThat(commands(result)).anyMatch(command -> command.contains("have_ssl"));
    }

    @Override
    MariaDbServer server() {
        return SERVER.server();
    }

    @Override
    String driver() {
        return "mariadb";
    }
}
