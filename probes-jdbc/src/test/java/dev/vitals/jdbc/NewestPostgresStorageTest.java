package dev.vitals.jdbc;

import dev.vitals.testkit.PostgresServer;
import dev.vitals.testkit.ServerExtension;
import org.junit.jupiter.api.extension.RegisterExtension;

class NewestPostgresStorageTest extends PostgresStorageContract {
    @RegisterExtension
    static final ServerExtension<PostgresServer> POSTGRES =
            ServerExtension.postgres(OPTIONS.withVersion(PostgresServer.NEWEST));

    @Override
    PostgresServer server() {
        return POSTGRES.server();
    }
}
