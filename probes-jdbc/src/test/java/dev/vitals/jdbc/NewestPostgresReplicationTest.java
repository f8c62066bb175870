package dev.vitals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.testkit.PostgresServer;
import dev.vitals.testkit.ProbeHarness;
import dev.vitals.testkit.ServerExtension;
import dev.vitals.testkit.options.ServerOptions;
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
        try (SubscribedNotes notes = new SubscribedNotes(server, "", ", disable_on_error = true")) {
            Client here = notes.here();
            ProbeHarness harness = Checks.harness(impatient(server), "replication");
            await(harness, one -> one.status() == Status.UP);
            here.run("alter subscription orders set (disable_on_error = false)", "insert into notes values (1)");

            notes.there().run("insert into notes values (1)");

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
            assertThat(unseen.evidence().toString()).contains("subscription 'orders' of database", " is disabled: ");
            here.run("alter subscription orders set (disable_on_error = false)");
            assertThat(harness.check().status()).as("it is meant").isEqualTo(Status.UP);
            here.run("delete from notes", "alter subscription orders enable");
            await(harness, one -> one.status() == Status.UP);
        }
    }

    /** Each transaction is applied by a helper, for which the subscription's own process then waits. */
    @Test
    void a_subscription_whose_helper_waits_for_a_lock_names_the_session_that_holds_it() throws Exception {
        try (SubscribedNotes notes = new SubscribedNotes(
                POSTGRES.server(), "-c debug_logical_replication_streaming=immediate", ", streaming = parallel")) {
            waitsForARow(notes);
        }
    }

    @Override
    PostgresServer server() {
        return POSTGRES.server();
    }
}
