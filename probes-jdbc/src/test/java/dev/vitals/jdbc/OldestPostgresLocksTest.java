package dev.vitals.jdbc;

import dev.vitals.testkit.PostgresServer;
import dev.vitals.testkit.ServerExtension;
import dev.vitals.testkit.options.ServerOptions;
import org.junit.jupiter.api.extension.RegisterExtension;

class OldestPostgresLocksTest extends PostgresLocksContract {
    @RegisterExtension
    static final ServerExtension<PostgresServer> POSTGRES = ServerExtension.postgres(
            ServerOptions.defaults().withVersion(PostgresServer.OLDEST).withSetting("max_prepared_transactions", "10"));

    @Override
    PostgresServer server() {
        return POSTGRES.server();
    }

    @Override
    boolean showsWaits() {
        return false;
    }
}
