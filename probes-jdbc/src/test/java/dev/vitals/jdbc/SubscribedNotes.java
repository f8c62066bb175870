package dev.vitals.jdbc;

import dev.vitals.testkit.PostgresServer;
import java.net.URI;
import java.sql.SQLException;
import org.awaitility.Awaitility;

/** Table {@code notes} of a server, filled by subscription {@code orders} from another database of the same server. */
final class SubscribedNotes implements AutoCloseable {
    private final Client here;
    private final Client there;

    SubscribedNotes(PostgresServer server, String options, String parameters) throws SQLException {
        here = Client.of(server, "admin").run("create database publisher", "create table notes (id int primary key)");
        there = Client.inside(server, "publisher")
                .run(
                        "create table notes (id int primary key)",
                        "create publication p for table notes",
                        "select pg_create_logical_replication_slot('orders', 'pgoutput')");
        URI address = URI.create(server.jdbcUrl().substring("jdbc:".length()));
        here.run("create subscription orders connection 'host=127.0.0.1 port=" + address.getPort()
                + " dbname=publisher user=" + server.user() + " password=" + server.password() + " options=''"
                + options + "''' publication p with (create_slot = false, slot_name = 'orders'" + parameters + ")");
    }

    /** Where the changes are applied. */
    Client here() {
        return here;
    }

    /** Where the changes come from. */
    Client there() {
        return there;
    }

    @Override
    public void close() throws SQLException {
        there.close();
        here.run(
                "alter subscription orders disable",
                "alter subscription orders set (slot_name = none)",
                "drop subscription orders",
                "select pg_terminate_backend(active_pid) from pg_replication_slots where active",
                "drop table notes");
        Awaitility.await().untilAsserted(() -> here.run("select pg_drop_replication_slot('orders')"));
        Awaitility.await().untilAsserted(() -> here.run("drop database publisher"));
        here.close();
    }
}
