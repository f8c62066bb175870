package dev.vitals.jdbc;

import dev.vitals.testkit.PostgresServer;
import org.junit.jupiter.api.Test;

class NewestPostgresReplicationTest extends PostgresReplicationContract {
    NewestPostgresReplicationTest() {
        super(PostgresServer.NEWEST);
    }

    @Test
    @Override
    void a_lost_slot() throws Exception {
        super.a_lost_slot();
    }
}
