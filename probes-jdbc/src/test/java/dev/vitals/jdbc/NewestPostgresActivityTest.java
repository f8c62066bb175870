package dev.vitals.jdbc;

import dev.vitals.testkit.PostgresServer;
import dev.vitals.testkit.ServerExtension;
import dev.vitals.testkit.options.ServerOptions;
import org.junit.jupiter.api.extension.RegisterExtension;

class NewestPostgresActivityTest extends PostgresActivityContract {
    @RegisterExtension
    static final ServerExtension<PostgresServer> POSTGRES = ServerExtension.postgres(ServerOptions.defaults()
            .withVersion(PostgresServer.NEWEST)
            .withSetting("max_connections", "20")
            .withSetting("reserved_connections", "2")
            .withSetting("max_prepared_transactions", "10"));

    @Override
    PostgresServer server() {
        return POSTGRES.server();
    }
}
