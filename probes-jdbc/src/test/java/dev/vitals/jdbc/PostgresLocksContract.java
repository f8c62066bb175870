package dev.vitals.jdbc;

import dev.vitals.probe.Result;
import dev.vitals.testkit.PostgresServer;
import dev.vitals.testkit.ProbeHarness;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the locks check must see on every PostgreSQL we support. */
abstract class PostgresLocksContract {
    abstract PostgresServer server();

    @Test
    void smoke() throws Exception {
        try (Client observer = Client.of(server(), "observer");
                Client root = Client.of(server(), "billing");
                Client mid = Client.of(server(), "web");
                Client ddl = Client.of(server(), "migrate");
                Client reader = Client.of(server(), "report");
                JdbcProbes probes = JdbcProbes.of("db", server().jdbcUrl(), server().user(), server().password())
                        .limits(l -> l.locks(k -> k.longestWait(Duration.ofMillis(1), Duration.ofMillis(1))))) {
            observer.run("drop table if exists orders", "create table orders as select 1 id, 'x' state");
            root.run("begin", "update orders set state = 'geheim' where id = 1");
            mid.run("begin").waitFor("update orders set state = 'geheim' where id = 1", observer);
            ddl.waitFor("alter table orders add column note text", observer);
            reader.waitFor("select count(*) from orders", observer);
            for (var c : probes.checks()) {
                Result r = ProbeHarness.of(c.probe()).check();
                System.out.println(c.name() + " " + r);
            }
        }
    }
}
