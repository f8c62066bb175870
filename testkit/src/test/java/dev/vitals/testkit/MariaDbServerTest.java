package dev.vitals.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.testkit.options.ServerOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MariaDbServerTest extends MySqlFamilyContract<MariaDbServer> {

    @RegisterExtension
    static final ServerExtension<MariaDbServer> MARIA_DB =
            ServerExtension.mariaDb().perClass();

    @Override
    MariaDbServer server() {
        return MARIA_DB.server();
    }

    @Override
    MariaDbServer start(ServerOptions options) {
        return MariaDbServer.start(options);
    }

    @Override
    String syntaxError() {
        return "ERROR: 1064";
    }

    @Test
    void the_url_names_the_database_and_no_password() {
        assertThat(server().jdbcUrl("orders")).isEqualTo("jdbc:mariadb://127.0.0.1:" + server().port() + "/orders");
    }
}
