package dev.vitals.jdbc;

import dev.vitals.testkit.PostgresServer;
import dev.vitals.testkit.ServerExtension;
import org.junit.jupiter.api.extension.RegisterExtension;

class OldestPostgresStorageTest extends PostgresStorageContract {
    @RegisterExtension
    static final ServerExtension<PostgresServer> POSTGRES =
            ServerExtension.postgres(OPTIONS.withVersion(PostgresServer.OLDEST));

    @Override
    PostgresServer server() {
        return POSTGRES.server();
    }
}
