package dev.vitals.jdbc;

import dev.vitals.testkit.PostgresServer;
import dev.vitals.testkit.ServerExtension;
import dev.vitals.testkit.options.ServerOptions;
import org.junit.jupiter.api.extension.RegisterExtension;

class OldestPostgresReplicationTest extends PostgresReplicationContract {
    @RegisterExtension
    static final ServerExtension<PostgresServer> POSTGRES = ServerExtension.postgres(ServerOptions.defaults()
            .withVersion(PostgresServer.OLDEST)
            .withSetting("wal_level", "logical")
            .withSetting("wal_retrieve_retry_interval", "100ms"));

    @Override
    PostgresServer server() {
        return POSTGRES.server();
    }
}
