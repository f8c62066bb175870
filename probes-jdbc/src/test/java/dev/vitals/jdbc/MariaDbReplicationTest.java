package dev.vitals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.testkit.MariaDbServer;
import dev.vitals.testkit.ServerExtension;
import dev.vitals.testkit.options.ServerOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MariaDbReplicationTest extends MySqlReplicationContract {
    @RegisterExtension
    static final ServerExtension<MariaDbServer> PRIMARY = ServerExtension.mariaDb(options("1"));

    @RegisterExtension
    static final ServerExtension<MariaDbServer> REPLICA = ServerExtension.mariaDb(options("2"));

    @Test
    void a_source_whose_commits_no_longer_wait_for_a_replica_is_degraded_until_they_do() throws Exception {
        JdbcProbes source = keep(JdbcProbes.of(
                "db", primary().jdbcUrl(), primary().user(), primary().password()));
        primary.run("set global rpl_semi_sync_master_timeout = 1", "set global rpl_semi_sync_master_enabled = on");
        try {
            assertThat(check(source, "replication").status())
                    .as("nothing has been committed since")
                    .isEqualTo(Status.UP);

            primary.run("insert into orders values (77, 'new')");

            Result result = check(source, "replication");
            assertThat(result)
                    .extracting(Result::status, Result::cause)
                    .containsExactly(Status.DEGRADED, "replication.semi-sync-off");
            assertThat(result.summary()).contains("with 0 replicas connected that acknowledge");
            replica.run("stop slave", "set global rpl_semi_sync_slave_enabled = on", "start slave");
            patience()
                    .until(() ->
                            check(source, "replication").summary().endsWith("commits wait for replicas, 1 connected"));
        } finally {
            primary.run("set global rpl_semi_sync_master_enabled = off");
            replica.run("set global rpl_semi_sync_slave_enabled = off");
        }
    }

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
