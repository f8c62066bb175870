package dev.vitals.jdbc;

import dev.vitals.testkit.PostgresServer;
import dev.vitals.testkit.ServerExtension;
import org.junit.jupiter.api.extension.RegisterExtension;

class NewestPostgresLocksTest extends PostgresLocksContract {
    @RegisterExtension
    static final ServerExtension<PostgresServer> POSTGRES = ServerExtension.postgres();

    @Override
    PostgresServer server() {
        return POSTGRES.server();
    }
}
