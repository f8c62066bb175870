package dev.vitals.jdbc;

import dev.vitals.testkit.MariaDbServer;
import dev.vitals.testkit.ServerExtension;
import dev.vitals.testkit.options.ServerOptions;
import org.junit.jupiter.api.extension.RegisterExtension;

class MariaDbWithPerformanceSchemaLocksTest extends MySqlLocksContract {
    @RegisterExtension
    static final ServerExtension<MariaDbServer> SERVER = ServerExtension.mariaDb(ServerOptions.defaults()
            .withSetting("performance-schema", "ON")
            .withSetting("performance-schema-instrument", "wait/lock/metadata/sql/mdl=ON"));

    @Override
    MariaDbServer server() {
        return SERVER.server();
    }

    @Override
    String driver() {
        return "mysql";
    }

    @Override
    boolean tellsTableLocks() {
        return true;
    }
}
