package dev.vitals.jdbc;

import dev.vitals.testkit.PostgresServer;

class OldestPostgresReplicationTest extends PostgresReplicationContract {
    OldestPostgresReplicationTest() {
        super(PostgresServer.OLDEST);
    }
}
