package dev.vitals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.jdbc.limits.LockLimits;
import dev.vitals.jdbc.limits.TransactionLimits;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Threshold;
import dev.vitals.testkit.MySqlServer;
import dev.vitals.testkit.RequiresMySql;
import dev.vitals.testkit.ServerExtension;
import dev.vitals.testkit.options.ServerOptions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A MySQL that records nothing is not at rest. */
@RequiresMySql
class MySqlUnreportedTest extends MySqlContract {
    @RegisterExtension
    static final ServerExtension<MySqlServer> SERVER =
            ServerExtension.mySql(ServerOptions.defaults().withSetting("performance_schema", "OFF"));

    private static final Threshold NOW = Threshold.above(AT_ONCE, AT_ONCE);

    private MySqlClient observer;

    @Override
    MySqlServer server() {
        return SERVER.server();
    }

    @Override
    String driver() {
        return "mysql";
    }

    @BeforeEach
    void make_a_table() throws Exception {
        observer = keep(MySqlClient.of(server()));
        observer.run(
                "drop table if exists orders",
                "create table orders (id int primary key, state varchar(20)) engine = InnoDB",
                "insert into orders values (1, 'new')");
    }

    @Test
    void deadlocks_are_unknown() throws Exception {
        Result result = check(admin(), "deadlocks");

        assertThat(result.status()).isEqualTo(Status.UNKNOWN);
        assertThat(result.cause()).isEqualTo("db.not-reported");
        assertThat(result.summary()).endsWith("performance_schema is off");
        assertThat(result.observations()).isEmpty();
    }

    @Test
    void waits_are_shown_with_why_nothing_blocks_them() throws Exception {
        client().run("begin", "update orders set state = 'x'");
        client().waitForRow("update orders set state = 'y'", observer);
        JdbcProbes strict = admin().limits(LockLimits.class, l -> l.longestWait(NOW));

        Result result = Awaitility.await().until(() -> check(strict, "locks"), seen -> seen.status() == Status.DOWN);

        assertThat(notes(result)).anyMatch(note -> note.contains("performance_schema is off"));
        assertThat(result.remedies().toString()).contains("performance_schema=ON");
    }

    @Test
    void sessions_and_their_transactions_are_seen_all_the_same() throws Exception {
        MySqlClient open = client().run("begin", "update orders set state = 'x'");
        JdbcProbes strict = admin().limits(TransactionLimits.class, t -> t.open(NOW));

        Result result =
                Awaitility.await().until(() -> check(strict, "transactions"), seen -> seen.status() == Status.DOWN);

        assertThat(result.summary()).contains("connection " + open.id());
    }
}
