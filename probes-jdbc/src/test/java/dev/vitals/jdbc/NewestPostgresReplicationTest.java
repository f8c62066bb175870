package dev.vitals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.testkit.PostgresServer;
import dev.vitals.testkit.ProbeHarness;
import dev.vitals.testkit.ServerExtension;
import dev.vitals.testkit.options.ServerOptions;
import java.net.URI;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class NewestPostgresReplicationTest extends PostgresReplicationContract {
    @RegisterExtension
    static final ServerExtension<PostgresServer> POSTGRES = ServerExtension.postgres(ServerOptions.defaults()
            .withVersion(PostgresServer.NEWEST)
            .withSetting("wal_level", "logical")
            .withSetting("wal_retrieve_retry_interval", "100ms"));

    @Test
    void a_slot_that_the_server_has_given_up_is_lost() throws Exception {
        PostgresServer server = POSTGRES.server();
        try (Client admin = Client.of(server, "admin")) {
            admin.run("select pg_create_physical_replication_slot('late', true)");
            admin.run(
                    "alter system set max_slot_wal_keep_size = '1MB'",
                    "alter system set wal_keep_size = 0",
                    "select pg_reload_conf()");
            for (int i = 0; i < 4; i++) {
                admin.run("create table filler as select 1", "drop table filler", "select pg_switch_wal()");
            }
            admin.run("checkpoint");

            Result result = Checks.run(probes(server), "slots");

            assertThat(result.status()).isEqualTo(Status.DOWN);
            assertThat(result.cause()).isEqualTo("slots.lost");
            admin.run(
                    "alter system reset max_slot_wal_keep_size",
                    "alter system reset wal_keep_size",
                    "select pg_reload_conf()");
        }
    }

    @Test
    void a_subscription_is_well_until_it_cannot_apply_what_it_receives() throws Exception {
        PostgresServer server = POSTGRES.server();
        try (Client here = Client.of(server, "admin")) {
            here.run("create database publisher", "create table notes (id int primary key)");
            try (Client there = Client.inside(server, "publisher")) {
                there.run(
                        "create table notes (id int primary key)",
                        "create publication p for table notes",
                        "select pg_create_logical_replication_slot('orders', 'pgoutput')");
                URI address = URI.create(server.jdbcUrl().substring("jdbc:".length()));
                String connection = "host=127.0.0.1 port=" + address.getPort() + " dbname=publisher user="
                        + server.user() + " password=" + server.password();
                here.run("create subscription orders connection '" + connection
                        + "' publication p with (create_slot = false, slot_name = 'orders', disable_on_error = true)");
                ProbeHarness harness = Checks.harness(impatient(server), "replication");
                await(harness, one -> one.status() == Status.UP);
                waitsForARow(server, here, there, harness, 2);
                // Each transaction is applied by a helper, for which the subscription's own process then waits.
                here.run(
                        "alter subscription orders set (streaming = parallel)",
                        "alter subscription orders connection '" + connection
                                + " options=''-c debug_logical_replication_streaming=immediate'''");
                waitsForARow(server, here, there, harness, 3);
                here.run("alter subscription orders connection '" + connection + "'");
                here.run("alter subscription orders set (disable_on_error = false)", "insert into notes values (1)");

                there.run("insert into notes values (1)");

                Result result = await(harness, one -> one.cause().equals("replication.subscription-failing"));
                assertThat(result.summary())
                        .startsWith("subscription 'orders' of database '")
                        .contains(" errors in ");
                here.run("alter subscription orders set (disable_on_error = true)");
                Result stopped = await(harness, one -> one.summary().contains("was disabled by the server"));
                assertThat(stopped.status()).isEqualTo(Status.DEGRADED);
                here.run("select pg_stat_reset_subscription_stats(null)");
                assertThat(harness.check().status())
                        .as("also when its errors are counted from nothing again")
                        .isEqualTo(Status.DEGRADED);
                Result unseen = Checks.run(impatient(server), "replication");
                assertThat(unseen.status()).as("it may be meant").isEqualTo(Status.UP);
                assertThat(unseen.evidence().toString())
                        .contains("subscription 'orders' of database", " is disabled: ");
                here.run("delete from notes", "alter subscription orders enable");
                await(harness, one -> one.status() == Status.UP);
            } finally {
                dropSubscriptions();
                here.run(
                        "select pg_terminate_backend(active_pid) from pg_replication_slots where active",
                        "drop table notes");
                Awaitility.await().untilAsserted(() -> here.run("select pg_drop_replication_slot('orders')"));
                here.run("drop database publisher with (force)");
            }
        }
    }

    /** One that is connected, and whose process waits, is not cut off. */
    private static void waitsForARow(PostgresServer server, Client here, Client there, ProbeHarness harness, int row)
            throws Exception {
        there.run("insert into notes values (" + row + ")");
        Awaitility.await()
                .until(() ->
                        here.ask("select count(*) from notes where id = " + row).equals("1"));
        try (Client holder = Client.of(server, "billing")) {
            holder.run("begin", "update notes set id = id where id = " + row);
            there.run("delete from notes");

            Result result = await(harness, one -> one.cause().startsWith("replication."));

            String pid = holder.ask("select pg_backend_pid()");
            assertThat(result.cause()).isEqualTo("replication.subscription-waiting");
            assertThat(result.summary()).contains(": it waits for a lock of pid " + pid);
            assertThat(commands(result)).containsExactly("SELECT pg_terminate_backend(" + pid + ")");
            assertThat(result.subjects()).hasSize(1);
            holder.run("rollback");
        }
        await(harness, one -> one.status() == Status.UP);
    }

    @Override
    PostgresServer server() {
        return POSTGRES.server();
    }
}
