package dev.vitals.jdbc;

import dev.vitals.testkit.MariaDbServer;
import dev.vitals.testkit.ServerExtension;
import dev.vitals.testkit.options.ServerOptions;
import org.junit.jupiter.api.extension.RegisterExtension;

class MariaDbReplicationTest extends MySqlReplicationContract {
    @RegisterExtension
    static final ServerExtension<MariaDbServer> PRIMARY = ServerExtension.mariaDb(options("1"));

    @RegisterExtension
    static final ServerExtension<MariaDbServer> REPLICA = ServerExtension.mariaDb(options("2"));

    @Override
    MariaDbServer primary() {
        return PRIMARY.server();
    }

    @Override
    MariaDbServer server() {
        return REPLICA.server();
    }

    @Override
    String driver() {
        return "mariadb";
    }

    @Override
    String loginOptions() {
        return "master_ssl = 0, master_ssl_verify_server_cert = 0";
    }

    @Override
    String right() {
        return "SLAVE MONITOR";
    }

    @Override
    String named(String statement, String name, String rest) {
        return (statement + " " + name + " " + rest).strip().replaceAll(" +", " ");
    }

    private static ServerOptions options(String id) {
        return ServerOptions.defaults().withSetting("server-id", id).withSetting("log-bin", "binlog");
    }
}
