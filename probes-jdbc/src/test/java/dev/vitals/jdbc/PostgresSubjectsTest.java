package dev.vitals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.Vitals;
import dev.vitals.jdbc.limits.LockLimits;
import dev.vitals.jdbc.limits.LongQueryLimits;
import dev.vitals.jdbc.limits.TransactionLimits;
import dev.vitals.probe.Result;
import dev.vitals.probe.Subject;
import dev.vitals.probe.Threshold;
import dev.vitals.report.Report;
import dev.vitals.testkit.PostgresServer;
import dev.vitals.testkit.ServerExtension;
import dev.vitals.testkit.options.ServerOptions;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Several checks that see one physical fault name it the same way. */
class PostgresSubjectsTest {
    private static final Threshold AT_ONCE = Threshold.above(Duration.ofNanos(1), Duration.ofNanos(1));

    @RegisterExtension
    static final ServerExtension<PostgresServer> POSTGRES =
            ServerExtension.postgres(ServerOptions.defaults().withSetting("max_prepared_transactions", "10"));

    /** A session whose client is gone works on as long as nothing is sent to it. */
    @AfterEach
    void leave_no_session_behind() throws Exception {
        try (Client admin = client("admin")) {
            admin.run("select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where datid is not null and pid <> pg_backend_pid()");
        }
    }

    @Test
    void a_forgotten_transaction_that_blocks_is_one_subject() throws Exception {
        try (Client observer = observer();
                Client billing = client("billing").run("begin", "update orders set state = 'x'");
                Client web = client("web")) {
            web.waitFor("update orders set state = 'y'", observer);
            Subject fault = Subject.session("orders-db", Integer.toString(billing.pid()));

            Report report = report();

            assertThat(result(report, "locks").subjects()).containsExactly(fault);
            assertThat(result(report, "transactions").subjects()).startsWith(fault);
        }
    }

    @Test
    void a_long_statement_that_blocks_is_one_subject() throws Exception {
        try (Client observer = observer();
                Client batch = client("batch").run("begin", "update orders set state = 'x'");
                Client web = client("web")) {
            web.waitFor("update orders set state = 'y'", observer);
            batch.startInBackground("select pg_sleep(60)", observer);
            Subject fault = Subject.session("orders-db", Integer.toString(batch.pid()));

            Report report = report();

            assertThat(result(report, "locks").subjects()).containsExactly(fault);
            assertThat(result(report, "queries").subjects()).containsExactly(fault);
        }
    }

    @Test
    void a_prepared_transaction_that_blocks_is_one_subject() throws Exception {
        try (Client observer = observer();
                Client web = client("web")) {
            observer.run("begin", "update orders set state = 'x'", "prepare transaction 'it''s 2pc'");
            try {
                web.waitFor("update orders set state = 'y'", observer);

                Report report = report();

                Subject fault = Subject.transaction("orders-db", "it's 2pc");
                assertThat(result(report, "locks").subjects()).containsExactly(fault);
                assertThat(result(report, "transactions").subjects()).contains(fault);
            } finally {
                observer.run("rollback prepared 'it''s 2pc'");
            }
        }
    }

    private static Client observer() throws Exception {
        return client("observer")
                .run(
                        "drop table if exists orders",
                        "create table orders as select n as id, 'new' as state from generate_series(1, 3) n");
    }

    private static Client client(String application) throws Exception {
        return Client.of(POSTGRES.server(), application);
    }

    private static Report report() {
        PostgresServer server = POSTGRES.server();
        JdbcProbes probes = JdbcProbes.of("orders-db", server.jdbcUrl(), server.user(), server.password())
                .limits(LockLimits.class, l -> l.longestWait(AT_ONCE))
                .limits(LongQueryLimits.class, q -> q.longest(AT_ONCE))
                .limits(
                        TransactionLimits.class,
                        t -> t.idle(AT_ONCE).open(AT_ONCE).prepared(AT_ONCE));
        try (Vitals vitals =
                Vitals.builder("orders").add(probes).schedule(false).build()) {
            return vitals.report();
        }
    }

    private static Result result(Report report, String check) {
        return report.check("orders-db." + check).orElseThrow().result();
    }
}
