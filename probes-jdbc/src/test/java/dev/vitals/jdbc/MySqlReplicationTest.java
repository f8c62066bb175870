package dev.vitals.jdbc;

import dev.vitals.testkit.MySqlServer;
import dev.vitals.testkit.RequiresMySql;
import dev.vitals.testkit.ServerExtension;
import dev.vitals.testkit.options.ServerOptions;
import org.junit.jupiter.api.extension.RegisterExtension;

@RequiresMySql
class MySqlReplicationTest extends MySqlReplicationContract {
    @RegisterExtension
    static final ServerExtension<MySqlServer> PRIMARY = ServerExtension.mySql(options("1"));

    @RegisterExtension
    static final ServerExtension<MySqlServer> REPLICA = ServerExtension.mySql(options("2"));

    @Override
    MySqlServer primary() {
        return PRIMARY.server();
    }

    @Override
    MySqlServer server() {
        return REPLICA.server();
    }

    @Override
    String driver() {
        return "mysql";
    }

    @Override
    String loginOptions() {
        return "get_master_public_key = 1";
    }

    @Override
    String right() {
        return "REPLICATION CLIENT";
    }

    @Override
    String named(String statement, String name, String rest) {
        return (statement + " " + rest).strip() + (name.isEmpty() ? "" : " FOR CHANNEL " + name);
    }

    private static ServerOptions options(String id) {
        return ServerOptions.defaults().withSetting("server-id", id).withSetting("log-bin", "binlog");
    }
}
