package dev.vitals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.jdbc.limits.LockLimits;
import dev.vitals.jdbc.limits.LongQueryLimits;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Threshold;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the locks check must see of either product. */
abstract class MySqlLocksContract extends MySqlContract {
    private MySqlClient observer;

    /** Whether the server tells who holds a table's definition. */
    abstract boolean tellsTableLocks();

    @BeforeEach
    void make_a_table() throws Exception {
        observer = keep(MySqlClient.of(server()));
        observer.run(
                "drop table if exists orders",
                "create table orders (id int primary key, state varchar(20)) engine = InnoDB",
                "insert into orders values (1, 'new'), (2, 'new'), (3, 'new')",
                "drop user if exists app, monitor, `no pfs`",
                "create user app identified by '" + PASSWORD + "'",
                "create user monitor identified by '" + PASSWORD + "'",
                "create user `no pfs` identified by '" + PASSWORD + "'",
                "grant all on test.* to app",
                "grant process on *.* to monitor, `no pfs`",
                "grant select on performance_schema.* to monitor");
    }

    @Test
    void without_a_waiting_session_it_is_up() throws Exception {
        client().run("begin", "update orders set state = 'x' where id = 1");

        assertThat(locks(admin()))
                .extracting(Result::status, Result::summary)
                .containsExactly(Status.UP, "no session waits for a lock");
    }

    @Test
    void a_chain_of_row_locks_is_shown_from_its_root() throws Exception {
        // given: billing forgot to commit; web waits for it with a row of its own, which report waits for
        MySqlClient billing = client().run("begin", "update orders set state = 'geheim' where id = 1");
        MySqlClient web = client().run("begin", "update orders set state = 'x' where id = 2")
                .waitForRow("update orders set state = 'paid' where id = 1", observer);
        MySqlClient report = client().waitForRow("update orders set state = \"it's geheim\" where id = 2", observer);

        // when: the server counts whole seconds
        Result result = awaitBlocked(as("monitor"), "blocks 2 sessions");

        // then
        assertThat(result.status()).isEqualTo(Status.DOWN);
        assertThat(result.cause()).isEqualTo("locks.blocked");
        assertThat(result.summary())
                .startsWith("connection " + billing.id() + " (user=root 127.0.0.1 idle in transaction");
        assertThat(Trees.lines(result))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("connection " + billing.id() + "  user=root")
                                .contains("idle in transaction", "blocks 2"),
                        line -> assertThat(line)
                                .startsWith("  " + web.id() + "  user=root")
                                .contains("row lock", "update orders set state = ? where id = ?"),
                        line -> assertThat(line)
                                .startsWith("    " + report.id() + "  user=root")
                                .contains("update orders set state = ? where id = ?"));
        assertThat(commands(result)).containsExactly("KILL " + billing.id());
        assertThat(result.toString()).doesNotContain("geheim").doesNotContain("paid");
    }

    @Test
    void several_blockers_of_one_row_are_all_shown() throws Exception {
        MySqlClient one = client().run("begin", "select * from orders where id = 1 lock in share mode");
        MySqlClient two = client().run("begin", "select * from orders where id = 1 lock in share mode");
        client().waitForRow("update orders set state = 'y' where id = 1", observer);

        Result result = awaitBlocked(admin(), "block");

        assertThat(Trees.lines(result).toString()).contains("connection " + one.id(), Long.toString(two.id()));
    }

    @Test
    void a_change_of_a_table_that_waits_is_shown_with_the_readers_behind_it() throws Exception {
        MySqlClient reader = client().run("begin", "select * from orders");
        MySqlClient migrate = client().waitForTable("alter table orders add column note text", observer);
        MySqlClient report = client().waitForTable("select count(*) from orders where state = 'geheim'", observer);

        Result result = awaitBlocked(as("monitor"), "");

        assertThat(result.status()).isEqualTo(Status.DOWN);
        assertThat(notes(result))
                .anySatisfy(note -> assertThat(note).startsWith("connection " + migrate.id() + " has waited"));
        if (tellsTableLocks()) {
            assertThat(result.summary()).startsWith("connection " + reader.id()).contains("blocks 2 sessions");
            assertThat(Trees.lines(result))
                    .satisfiesExactly(
                            line -> assertThat(line).startsWith("connection " + reader.id()),
                            line -> assertThat(line)
                                    .startsWith("  " + migrate.id())
                                    .contains("orders EXCLUSIVE", "alter table orders"),
                            line -> assertThat(line)
                                    .startsWith("    " + report.id())
                                    .contains("orders SHARED_READ", "(queued behind the EXCLUSIVE"));
            assertThat(commands(result)).containsExactly("KILL " + reader.id(), "KILL QUERY " + migrate.id());
        } else {
            assertThat(Trees.lines(result))
                    .hasSize(2)
                    .anyMatch(line -> line.contains("connection " + migrate.id()))
                    .anyMatch(line -> line.contains("connection " + report.id()));
            assertThat(notes(result))
                    .anySatisfy(note -> assertThat(note)
                            .contains("a suspect, not a finding: connection " + reader.id() + " (user=root"));
            assertThat(commands(result))
                    .contains("KILL " + reader.id(), "KILL QUERY " + migrate.id())
                    .doesNotContain("KILL QUERY " + report.id());
        }
        assertThat(result.toString()).doesNotContain("geheim");
    }

    @Test
    void a_global_read_lock_is_named_with_its_holder_and_how_to_give_it_back() throws Exception {
        MySqlClient backup = client().run("flush tables with read lock");
        client().waitForTable("update orders set state = 'geheim' where id = 1", observer);

        Result result = awaitBlocked(admin(), "");

        assertThat(result.cause()).isEqualTo("locks.server");
        assertThat(Trees.lines(result)).anyMatch(line -> line.contains("global read lock"));
        assertHolder(result, backup, "FLUSH TABLES WITH READ LOCK", "run UNLOCK TABLES");
        assertThat(result.toString()).doesNotContain("geheim");
    }

    @Test
    void a_lock_of_tables_outside_of_a_transaction_is_given_back_by_unlocking_them() throws Exception {
        MySqlClient holder = client().run("lock tables orders write");
        client().waitForTable("select * from orders", observer);

        Result result = awaitBlocked(admin(), "");

        assertThat(result.cause()).isEqualTo("locks.blocked");
        assertHolder(result, holder, "LOCK TABLES", "run UNLOCK TABLES");
    }

    @Test
    void the_lock_of_a_backup_is_named_with_its_holder_and_how_to_give_it_back() throws Exception {
        MySqlClient backup = isMariaDb()
                ? client().run("backup stage start", "backup stage block_ddl", "backup stage block_commit")
                : client().run("lock instance for backup");
        client().waitForTable(
                        isMariaDb() ? "update orders set state = 'x' where id = 1" : "create table later (id int)",
                        observer);

        Result result = awaitBlocked(admin(), "");

        assertThat(result.cause()).isEqualTo("locks.server");
        assertThat(notes(result)).noneMatch(note -> note.contains("to change a table"));
        assertHolder(
                result,
                backup,
                "BACKUP",
                isMariaDb() ? "run UNLOCK TABLES, or BACKUP STAGE END" : "run UNLOCK INSTANCE");
    }

    @Test
    void rivals_for_a_users_lock_wait_by_design_and_run_no_long_statement() throws Exception {
        MySqlClient leader = client().run("select get_lock('leader', 1)");
        MySqlClient rival = client().waitForTable("select get_lock('leader', 60)", observer);

        JdbcProbes strict =
                strict(admin()).limits(LongQueryLimits.class, k -> k.longest(Threshold.above(AT_ONCE, AT_ONCE)));
        Result result = Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(300))
                .until(() -> locks(strict), seen -> seen.status() != Status.UP);

        assertThat(result.status()).isEqualTo(Status.DEGRADED);
        assertThat(result.summary()).startsWith("connection " + leader.id());
        assertThat(Trees.lines(result).get(1)).startsWith("  " + rival.id()).contains("user lock");
        assertHolder(result, leader, "", "run RELEASE_LOCK");
        assertThat(check(strict, "queries").summary()).contains("1 session waiting for a lock");
        assertThat(check(strict, "queries").toString()).doesNotContain("connection " + rival.id());
    }

    @Test
    void a_prepared_transaction_without_a_session_is_named_as_one() throws Exception {
        MySqlClient gone = client().run(
                        "xa start 'x1'",
                        "update orders set state = 'x' where id = 1",
                        "xa end 'x1'",
                        "xa prepare 'x1'");
        try {
            gone.close();
            Awaitility.await()
                    .until(() -> observer.ask(
                                    "select count(*) from information_schema.processlist where id = " + gone.id())
                            .equals("0"));
            client().waitForRow("update orders set state = 'y' where id = 1", observer);

            Result result = awaitBlocked(admin(), "blocks 1");

            assertThat(result.summary()).startsWith("a prepared XA transaction (without a session) blocks 1");
            assertThat(commands(result)).containsExactly("XA RECOVER");
        } finally {
            observer.run("xa rollback 'x1'");
        }
    }

    /** By the server's own record, or as a suspect where it keeps none. */
    private void assertHolder(Result result, MySqlClient holder, String taker, String release) {
        assertThat(commands(result)).contains("KILL " + holder.id());
        assertThat(result.remedies())
                .anySatisfy(one -> assertThat(one.toString()).contains("connection " + holder.id(), release));
        if (tellsTableLocks() || taker.isEmpty()) {
            assertThat(result.summary()).startsWith("connection " + holder.id()).contains("idle", "blocks 1");
        } else {
            assertThat(notes(result))
                    .anySatisfy(note ->
                            assertThat(note).contains("a suspect, not a finding: connection " + holder.id(), taker));
        }
    }

    @Test
    void an_active_blocker_is_to_be_cancelled_rather_than_ended() throws Exception {
        MySqlClient busy = client().run("begin", "update orders set state = 'x' where id = 1");
        client().waitForRow("update orders set state = 'y' where id = 1", observer);
        busy.startInBackground("select sleep(60)", observer);

        assertThat(commands(awaitBlocked(admin(), "blocks 1")).get(0)).isEqualTo("KILL QUERY " + busy.id());
    }

    @Test
    void a_user_without_rights_does_not_know_and_shows_what_to_grant() throws Exception {
        for (boolean blocked : new boolean[] {false, true}) {
            if (blocked) {
                client().run("begin", "update orders set state = 'x' where id = 1");
                client().waitForRow("update orders set state = 'y' where id = 1", observer);
            }

            Result result = locks(as("app"));

            assertThat(result)
                    .extracting(Result::status, Result::cause)
                    .containsExactly(Status.UNKNOWN, "db.permission");
            assertThat(commands(result)).containsExactly("GRANT PROCESS ON *.* TO 'app'@'%'");
        }
    }

    @Test
    void without_the_performance_schema_waits_are_shown_with_what_to_grant() throws Exception {
        client().run("begin", "select * from orders");
        MySqlClient migrate = client().waitForTable("alter table orders add column note text", observer);

        Result result = awaitBlocked(as("no pfs"), "");

        assertThat(Trees.lines(result)).anyMatch(line -> line.contains("connection " + migrate.id()));
        assertThat(commands(result)).contains("GRANT SELECT ON performance_schema.* TO 'no pfs'@'%'");
        assertThat(notes(result)).anyMatch(note -> note.contains("may not read performance_schema"));
    }

    @Test
    void the_check_does_not_wait_for_a_locked_table() throws Exception {
        client().run("lock tables orders write");
        client().waitForTable("select * from orders", observer);

        Result result = locks(admin());

        assertThat(result.status()).as("not given up: " + result).isNotEqualTo(Status.UNKNOWN);
    }

    private Result awaitBlocked(JdbcProbes probes, String words) {
        JdbcProbes strict = strict(probes);
        return Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(300))
                .until(
                        () -> locks(strict),
                        result -> result.status() == Status.DOWN
                                && result.summary().contains(words));
    }

    private Result locks(JdbcProbes probes) throws Exception {
        return check(probes, "locks");
    }

    /** Every wait that shows at all is over these limits. */
    private static JdbcProbes strict(JdbcProbes probes) {
        return probes.limits(
                LockLimits.class,
                k -> k.longestWait(Threshold.above(AT_ONCE, AT_ONCE)).ddlWait(Threshold.above(AT_ONCE, AT_ONCE)));
    }
}
