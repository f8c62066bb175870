package dev.vitals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.testkit.PostgresServer;
import dev.vitals.testkit.ServerExtension;
import java.sql.SQLException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class NewestPostgresStorageTest extends PostgresStorageContract {
    @RegisterExtension
    static final ServerExtension<PostgresServer> POSTGRES =
            ServerExtension.postgres(OPTIONS.withVersion(PostgresServer.NEWEST));

    @Test
    void pages_that_are_not_what_was_written_are_down() throws Exception {
        try (Client admin = Client.inside(server(), "template1")) {
            admin.run("create database damaged");
        }
        try (Client admin = Client.inside(server(), "damaged");
                JdbcProbes probes =
                        JdbcProbes.of("db", server().jdbcUrl("damaged"), server().user(), server().password())) {
            assumeTrue(admin.ask("show data_checksums").equals("on"), "the server keeps no checksums");
            admin.run("create table t as select 1 as id", "checkpoint");
            assertThat(Checks.run(probes, "size").status()).isEqualTo(Status.UP);
            String file = admin.ask("select current_setting('data_directory') || '/' || pg_relation_filepath('t')");
            admin.run(
                    "create extension pg_buffercache",
                    "copy (select 1) to program 'printf damaged | dd of=" + file
                            + " bs=1 seek=8000 conv=notrunc 2>/dev/null'",
                    "select pg_buffercache_evict(bufferid) from pg_buffercache"
                            + " where relfilenode = pg_relation_filenode('t')");
            assertThatThrownBy(() -> admin.run("select * from t")).isInstanceOf(SQLException.class);

            Result result = Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> Checks.run(probes, "size"), one -> one.status() == Status.DOWN);

            assertThat(result.cause()).isEqualTo("pages.damaged");
            assertThat(result.summary()).contains("of damaged pages, the last one ");
        }
    }

    @Override
    PostgresServer server() {
        return POSTGRES.server();
    }
}
