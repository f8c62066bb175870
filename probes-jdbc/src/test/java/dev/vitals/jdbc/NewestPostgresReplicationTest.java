package dev.vitals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.testkit.PostgresServer;
import dev.vitals.testkit.ServerExtension;
import dev.vitals.testkit.options.ServerOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class NewestPostgresReplicationTest extends PostgresReplicationContract {
    @RegisterExtension
    static final ServerExtension<PostgresServer> POSTGRES =
            ServerExtension.postgres(ServerOptions.defaults().withVersion(PostgresServer.NEWEST));

    @Test
    void a_slot_that_the_server_has_given_up_is_lost() throws Exception {
        PostgresServer server = POSTGRES.server();
        try (Client admin = Client.of(server, "admin")) {
            admin.run("select pg_create_physical_replication_slot('late', true)");
            admin.run(
                    "alter system set max_slot_wal_keep_size = '1MB'",
                    "alter system set wal_keep_size = 0",
                    "select pg_reload_conf()");
            for (int i = 0; i < 4; i++) {
                admin.run("create table filler as select 1", "drop table filler", "select pg_switch_wal()");
            }
            admin.run("checkpoint");

            Result result = Checks.run(probes(server), "slots");

            assertThat(result.status()).isEqualTo(Status.DOWN);
            assertThat(result.cause()).isEqualTo("slots.lost");
            admin.run(
                    "alter system reset max_slot_wal_keep_size",
                    "alter system reset wal_keep_size",
                    "select pg_reload_conf()");
        }
    }

    @Override
    PostgresServer server() {
        return POSTGRES.server();
    }
}
