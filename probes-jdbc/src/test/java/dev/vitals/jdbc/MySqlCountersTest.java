package dev.vitals.jdbc;

import dev.vitals.testkit.MySqlServer;
import dev.vitals.testkit.RequiresMySql;
import dev.vitals.testkit.ServerExtension;
import org.junit.jupiter.api.extension.RegisterExtension;

@RequiresMySql
class MySqlCountersTest extends MySqlCountersContract {
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
}
