package dev.vitals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.jdbc.limits.LockLimits;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Subject;
import dev.vitals.probe.Threshold;
import dev.vitals.testkit.PostgresServer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the locks check must see on every PostgreSQL we support. */
abstract class PostgresLocksContract {
    static final String APP_PASSWORD = "canary-9f3a";

    private static final Threshold HOUR = Threshold.above(Duration.ofHours(1), Duration.ofHours(1));

    private final List<AutoCloseable> open = new ArrayList<>();
    private Client observer;

    abstract PostgresServer server();

    /** Whether this version shows a role without rights how long others wait: from 14 on. */
    abstract boolean showsWaits();

    @BeforeEach
    void make_a_table() throws Exception {
        observer = client("observer");
        observer.run(
                "drop table if exists orders",
                "create table orders as select n as id, 'new' as state from generate_series(1, 10) n",
                "do $$ begin if not exists (select from pg_roles where rolname = 'app')"
                        + " then create role app login password '" + APP_PASSWORD + "'; end if; end $$",
                "grant all on orders to app");
    }

    @AfterEach
    void leave_nothing_behind() throws Exception {
        // Not the view, which waits for the catalogue that one of the tests has locked.
        observer.run("select pg_terminate_backend(pid) from pg_stat_get_activity(null)"
                + " where datid is not null and pid <> pg_backend_pid()");
        for (AutoCloseable closeable : open) {
            closeable.close();
        }
    }

    @Test
    void no_session_waiting_is_up() throws Exception {
        assertThat(locks(probes()))
                .extracting(Result::status, Result::summary)
                .containsExactly(Status.UP, "no session waits for a lock");
    }

    @Test
    void a_chain_with_a_queued_change_of_the_table_is_shown_from_its_root() throws Exception {
        // given: billing forgot to commit; web waits for it, migrate queues behind both, report behind migrate
        Client billing = client("billing").run("begin", "update orders set state = 'geheim' where id = 1");
        Client web = client("web").run("begin").waitFor("update orders set state = 'paid' where id = 1", observer);
        Client migrate = client("migrate").waitFor("alter table orders add column note text", observer);
        Client report = client("report").waitFor("select count(*) from orders where state = 'geheim'", observer);

        // when
        Result result = locks(probes());

        // then
        assertThat(result.status()).isEqualTo(Status.DOWN);
        assertThat(result.cause()).isEqualTo("locks.blocked");
        assertThat(result.summary())
                .startsWith("pid " + billing.pid() + " (app=billing user=postgres")
                .contains("idle in transaction")
                .contains("blocks 3 sessions, longest wait");
        assertThat(Trees.lines(result))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("pid " + billing.pid() + "  app=billing")
                                .contains("blocks 3", "last: update orders set state = ? where id = ?"),
                        line -> assertThat(line)
                                .startsWith("  " + web.pid() + "  app=web")
                                .contains("transactionid ShareLock", "update orders set state = ? where id = ?"),
                        line -> assertThat(line)
                                .startsWith("    " + migrate.pid() + "  app=migrate")
                                .contains("orders AccessExclusiveLock", "also waits for " + billing.pid()),
                        line -> assertThat(line)
                                .startsWith("      " + report.pid() + "  app=report")
                                .contains("orders AccessShareLock", "select count(*) from orders where state = ?")
                                .contains("(queued behind the AccessExclusiveLock that " + migrate.pid()
                                        + " waits for)"));
        assertThat(result.remedies())
                .extracting(Remedy::command)
                .extracting(command -> command.orElse(""))
                .containsExactly(
                        "SELECT pg_terminate_backend(" + billing.pid() + ")",
                        "SELECT pg_cancel_backend(" + migrate.pid() + ")");
        assertThat(notes(result))
                .anySatisfy(note -> assertThat(note)
                        .startsWith("pid " + migrate.pid() + " has waited")
                        .contains("(1 so far)"));
        assertThat(result.subjects()).containsExactly(session(billing));
        assertThat(result.toString()).doesNotContain("geheim").doesNotContain("paid");
    }

    @Test
    void a_rival_for_an_advisory_lock_is_not_down_and_its_holder_is_to_release_it() throws Exception {
        Client leader = client("leader").run("select pg_advisory_lock(42)");
        Client rival = client("rival").waitFor("select pg_advisory_lock(42)", observer);

        Result result = locks(probes());

        assertThat(result.status()).isEqualTo(Status.DEGRADED);
        assertThat(result.cause()).isEqualTo("locks.blocked");
        assertThat(result.summary()).startsWith("pid " + leader.pid()).contains("blocks 1 session");
        assertThat(result.remedies())
                .singleElement()
                .satisfies(remedy -> assertThat(remedy.advice()).contains("pg_advisory_unlock"))
                .extracting(remedy -> remedy.command().orElse(""))
                .isEqualTo("SELECT pg_terminate_backend(" + leader.pid() + ")");
        assertThat(Trees.lines(result).get(1)).contains(rival.pid() + "  app=rival", "advisory ExclusiveLock");
    }

    @Test
    void only_a_change_of_the_table_over_its_limit_has_a_cause_of_its_own() throws Exception {
        client("billing").run("begin", "select * from orders");
        client("migrate").waitFor("alter table orders add column note text", observer);

        Result result = locks(probes().limits(LockLimits.class, k -> k.longestWait(HOUR)));

        assertThat(result.cause()).isEqualTo("locks.ddl-queued");
        assertThat(result.status()).isEqualTo(Status.DOWN);
    }

    @Test
    void a_wait_below_every_limit_is_up_and_counted() throws Exception {
        client("billing").run("begin", "update orders set state = 'x'");
        client("web").waitFor("update orders set state = 'y'", observer);

        Result result = locks(JdbcProbes.of("db", server().jdbcUrl(), server().user(), server().password()));

        assertThat(result.status()).isEqualTo(Status.UP);
        assertThat(result.summary()).contains("blocks 1 session").endsWith(", within limits");
        assertThat(result.evidence()).hasOnlyElementsOfType(Evidence.Tree.class).hasSize(1);
        assertThat(result.observations()).anySatisfy(seen -> {
            assertThat(seen.name()).isEqualTo("locks.waiting");
            assertThat(seen.value()).isEqualTo(1);
        });
    }

    @Test
    void an_active_blocker_is_to_be_cancelled_rather_than_ended() throws Exception {
        Client busy = client("busy").run("begin", "update orders set state = 'x'");
        Client web = client("web").waitFor("update orders set state = 'y'", observer);
        busy.startInBackground("select pg_sleep(60)", observer);

        Result result = locks(probes());

        assertThat(result.remedies().get(0).command()).contains("SELECT pg_cancel_backend(" + busy.pid() + ")");
        assertThat(Trees.lines(result)).hasSize(2).last().asString().contains(Integer.toString(web.pid()));
    }

    @Test
    void a_role_without_rights_sees_the_whole_graph_and_how_to_see_the_rest() throws Exception {
        Client billing = client("billing").run("begin", "update orders set state = 'x' where id = 1");
        Client web = client("web").waitFor("update orders set state = 'y' where id = 1", observer);

        Result result = locks(strict(JdbcProbes.of("db", server().jdbcUrl(), "app", APP_PASSWORD)));

        assertThat(result.cause()).isEqualTo(showsWaits() ? "locks.blocked" : "locks.waits-hidden");
        assertThat(result.status()).isEqualTo(showsWaits() ? Status.DOWN : Status.UNKNOWN);
        assertThat(Trees.lines(result))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("pid " + billing.pid() + "  app=billing")
                                .contains("activity hidden"),
                        line -> assertThat(line)
                                .contains(Integer.toString(web.pid()), "waits", "transactionid ShareLock"));
        assertThat(notes(result)).anyMatch(note -> note.contains("hidden from role 'app'"));
        assertThat(result.observations())
                .as("hidden waits are not observed as zero")
                .extracting(Observation::name)
                .containsExactly(
                        showsWaits()
                                ? new String[] {"locks.waiting", "locks.waiting.long", "locks.longest"}
                                : new String[] {"locks.waiting"});
        assertThat(result.remedies())
                .extracting(remedy -> remedy.command().orElse(""))
                .contains("GRANT pg_monitor TO \"app\"", "SELECT pg_terminate_backend(" + billing.pid() + ")");
        assertThat(result.toString()).doesNotContain(APP_PASSWORD).doesNotContain("insufficient");
    }

    @Test
    void a_prepared_transaction_is_named_and_only_the_one_in_the_way() throws Exception {
        client("xa")
                .run(
                        "begin",
                        "update orders set state = 'x' where id = 2",
                        "prepare transaction 'it''s 2pc'",
                        "begin",
                        "select * from orders where id = 3",
                        "prepare transaction 'innocent'");
        try {
            client("web").waitFor("update orders set state = 'y' where id = 2", observer);

            Result result = locks(probes());

            assertThat(Trees.lines(result).get(0))
                    .startsWith("prepared transaction 'it's 2pc'  user=postgres  prepared")
                    .contains("blocks 1");
            assertThat(result.remedies().get(0).command()).contains("ROLLBACK PREPARED 'it''s 2pc'");
            assertThat(result.subjects()).containsExactly(Subject.transaction("db", "it's 2pc"));
            assertThat(result.toString()).doesNotContain("innocent");
        } finally {
            observer.run("rollback prepared 'it''s 2pc'", "rollback prepared 'innocent'");
        }
    }

    @Test
    void a_prepared_transaction_that_holds_a_table_is_distinguished_from_one_that_only_reads_it() throws Exception {
        client("xa")
                .run(
                        "begin",
                        "select * from orders",
                        "prepare transaction 'reader'",
                        "begin",
                        "lock table orders in row exclusive mode",
                        "prepare transaction 'writer'");
        try {
            client("index").run("begin").waitFor("lock table orders in share mode", observer);

            Result result = locks(probes());

            assertThat(Trees.lines(result)).hasSize(2);
            assertThat(Trees.lines(result).get(0)).startsWith("prepared transaction 'writer'");
            assertThat(result.toString()).doesNotContain("reader");
        } finally {
            observer.run("rollback prepared 'reader'", "rollback prepared 'writer'");
        }
    }

    @Test
    void a_deadlock_is_one_node_while_it_lasts() throws Exception {
        Client one = patient("one").run("begin", "update orders set state = 'x' where id = 1");
        Client two = patient("two").run("begin", "update orders set state = 'x' where id = 2");
        one.waitFor("update orders set state = 'x' where id = 2", observer);
        two.waitFor("update orders set state = 'x' where id = 1", observer);
        Client behind = client("behind").waitFor("update orders set state = 'z' where id = 1", observer);

        Result result = locks(probes());

        assertThat(result.summary()).startsWith("a cycle of 2 sessions blocks 3 sessions");
        assertThat(Trees.lines(result))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("cycle of 2")
                                .contains("pid " + one.pid(), "pid " + two.pid()),
                        line -> assertThat(line).startsWith("  " + behind.pid()));
        assertThat(result.subjects()).containsExactlyInAnyOrder(session(one), session(two));
        assertThat(result.remedies().toString())
                .as("whoever came last gives way")
                .contains("SELECT pg_cancel_backend(" + two.pid() + ")")
                .doesNotContain("SELECT pg_cancel_backend(" + one.pid() + ")");
    }

    @Test
    void sessions_that_the_server_does_not_report_are_shown_as_such() throws Exception {
        Client silent = client("silent").run("set track_activities = off", "begin", "update orders set state = 'x'");
        client("web").waitFor("update orders set state = 'y'", observer);

        Result result = locks(probes());

        assertThat(result.status()).isEqualTo(Status.DOWN);
        assertThat(result.summary())
                .startsWith("pid " + silent.pid() + " (app=silent user=postgres")
                .contains("activity not reported) blocks 1 session");
        assertThat(result.remedies().toString())
                .contains(
                        "SELECT pg_terminate_backend(" + silent.pid() + ")", "ALTER SYSTEM SET track_activities = on");
    }

    @Test
    void for_how_long_a_silent_session_waits_is_known_or_said_to_be_unknown() throws Exception {
        client("billing").run("begin", "update orders set state = 'x'");
        Client silent = client("silent").run("set track_activities = off");
        silent.waitFor("update orders set state = 'y'", observer);

        Result result = locks(probes());

        assertThat(result.status()).isIn(Status.DOWN, Status.UNKNOWN);
        assertThat(result.summary())
                .contains(result.status() == Status.DOWN ? "longest wait" : "for how long is hidden");
        assertThat(result.remedies().toString()).contains("ALTER SYSTEM SET track_activities = on");
    }

    @Test
    void locked_system_catalogues_leave_the_graph_without_names() throws Exception {
        Client billing = client("billing").run("begin", "update orders set state = 'x' where id = 1");
        client("web").waitFor("update orders set state = 'y' where id = 1", observer);
        JdbcProbes probes = probes();
        locks(probes);
        client("vacuum").run("begin", "lock table pg_authid in access exclusive mode");

        Result result = locks(probes);

        assertThat(result.status()).isEqualTo(Status.DOWN);
        assertThat(Trees.lines(result)).anyMatch(line -> line.startsWith("pid " + billing.pid() + "  app=billing"));
    }

    @Test
    void who_keeps_logins_waiting_is_named_over_the_connection_that_is_open() throws Exception {
        JdbcProbes probes = probes();
        assertThat(locks(probes).status()).isEqualTo(Status.UP);
        Client vacuum = client("vacuum").run("begin", "lock table pg_class in access exclusive mode");
        Thread login = new Thread(this::logIn, "login");
        login.start();

        Result result = Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> locks(probes), one -> one.status() != Status.UP);

        assertThat(result.status()).isEqualTo(showsWaits() ? Status.DOWN : Status.UNKNOWN);
        assertThat(result.cause()).startsWith("locks.");
        assertThat(Trees.lines(result)).first().asString().startsWith("pid " + vacuum.pid() + "  app=vacuum");
        vacuum.run("rollback");
        login.join();
    }

    private void logIn() {
        try (Client late = Client.of(server(), "late")) {
            late.run("select 1");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void long_tails_are_counted_rather_than_shown() throws Exception {
        Client billing = client("billing").run("begin", "update orders set state = 'x' where id = 1");
        for (int i = 0; i < 30; i++) {
            client("web").waitFor("update orders set state = 'y' where id = 1", observer);
        }

        Result result = locks(probes());

        assertThat(result.summary()).startsWith("pid " + billing.pid()).contains("blocks 30 sessions");
        assertThat(Trees.lines(result)).hasSize(22).last().asString().contains("and 10 more");
    }

    @Test
    void looking_leaves_one_session_and_no_open_transaction() throws Exception {
        client("billing").run("begin", "update orders set state = 'x' where id = 1");
        client("web").waitFor("update orders set state = 'y' where id = 1", observer);
        JdbcProbes probes = probes();

        for (int i = 0; i < 5; i++) {
            Checks.run(probes, "connect");
            locks(probes);
        }

        assertThat(observer.ask("select count(*) from pg_stat_activity where application_name = 'vitals'"))
                .isEqualTo("1");
        assertThat(observer.ask("select state from pg_stat_activity where application_name = 'vitals'"))
                .isEqualTo("idle");
    }

    private Result locks(JdbcProbes probes) throws Exception {
        open.add(probes);
        return Checks.run(probes, "locks");
    }

    private JdbcProbes probes() {
        return strict(JdbcProbes.of("db", server().jdbcUrl(), server().user(), server().password()));
    }

    /** Every wait that shows at all is over these limits. */
    private static JdbcProbes strict(JdbcProbes probes) {
        Threshold atOnce = Threshold.above(Duration.ofNanos(1), Duration.ofNanos(1));
        return probes.limits(LockLimits.class, k -> k.longestWait(atOnce).ddlWait(atOnce));
    }

    private static Subject session(Client client) {
        return Subject.session("db", Integer.toString(client.pid()));
    }

    private Client client(String application) throws SQLException {
        Client client = Client.of(server(), application);
        open.add(0, client);
        return client;
    }

    /** A session that leaves a deadlock alone for as long as the test needs. */
    private Client patient(String application) throws SQLException {
        return client(application).run("set deadlock_timeout = '1min'");
    }

    private static List<String> notes(Result result) {
        return result.evidence().stream()
                .filter(Evidence.Text.class::isInstance)
                .flatMap(text -> ((Evidence.Text) text).lines().stream())
                .toList();
    }
}
