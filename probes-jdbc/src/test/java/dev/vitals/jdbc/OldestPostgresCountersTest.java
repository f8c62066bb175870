package dev.vitals.jdbc;

import dev.vitals.testkit.PostgresServer;
import dev.vitals.testkit.ServerExtension;
import dev.vitals.testkit.options.ServerOptions;
import org.junit.jupiter.api.extension.RegisterExtension;

class OldestPostgresCountersTest extends PostgresCountersContract {
    @RegisterExtension
    static final ServerExtension<PostgresServer> POSTGRES =
            ServerExtension.postgres(ServerOptions.defaults().withVersion(PostgresServer.OLDEST));

    @Override
    PostgresServer server() {
        return POSTGRES.server();
    }
}
