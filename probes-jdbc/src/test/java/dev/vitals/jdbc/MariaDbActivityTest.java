package dev.vitals.jdbc;

import dev.vitals.testkit.MariaDbServer;
import dev.vitals.testkit.ServerExtension;
import org.junit.jupiter.api.extension.RegisterExtension;

class MariaDbActivityTest extends MySqlActivityContract {
    @RegisterExtension
    static final ServerExtension<MariaDbServer> SERVER = ServerExtension.mariaDb();

    @Override
    MariaDbServer server() {
        return SERVER.server();
    }

    @Override
    String driver() {
        return "mariadb";
    }
}
