package dev.vitals.triage;

import static dev.vitals.triage.Checks.check;
import static dev.vitals.triage.Checks.failing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Impact;
import dev.vitals.probe.Result;
import dev.vitals.probe.Scope;
import dev.vitals.probe.Status;
import dev.vitals.probe.Subject;
import dev.vitals.report.CheckReport;
import dev.vitals.report.RootCause;
import dev.vitals.report.RootCause.Symptom;
import dev.vitals.report.Severity;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RootCauseTest {
    @Test
    void a_check_is_a_symptom_of_what_it_depends_on() {
        assertThat(rootCauses(down("db"), down("api", policy -> policy.dependsOn("db"))))
                .containsExactly(root("db", new Symptom("api", "a declared dependency")));
    }

    @Test
    void dependencies_are_followed_through_others_and_the_way_is_named() {
        assertThat(rootCauses(
                        down("db"),
                        down("api", policy -> policy.dependsOn("db")),
                        down("shop", policy -> policy.dependsOn("api"))))
                .containsExactly(root(
                        "db",
                        new Symptom("api", "a declared dependency"),
                        new Symptom("shop", "a declared dependency, by way of api")));
    }

    @Test
    void a_check_in_between_that_has_not_noticed_yet_does_not_break_the_chain() {
        assertThat(rootCauses(
                        down("db"),
                        check("api", Result.up(), policy -> policy.dependsOn("db")),
                        down("shop", policy -> policy.dependsOn("api"))))
                .containsExactly(root("db", new Symptom("shop", "a declared dependency")));
    }

    @Test
    void what_is_merely_unknown_does_not_explain_what_is_down() {
        CheckReport blind = failing("db", Status.UNKNOWN, "db.permission", policy -> policy);

        assertThat(rootCauses(blind, down("api", policy -> policy.dependsOn("db"))))
                .containsExactly(root("api"), root("db"));
    }

    @Test
    void what_is_unknown_explains_what_is_unknown() {
        CheckReport blind = failing("db", Status.UNKNOWN, "result.pending", policy -> policy);
        CheckReport behind = failing("api", Status.UNKNOWN, "result.pending", policy -> policy.dependsOn("db"));

        assertThat(rootCauses(blind, behind)).containsExactly(root("db", new Symptom("api", "a declared dependency")));
    }

    @Test
    void a_circle_of_dependencies_is_put_under_its_worst_check() {
        assertThat(rootCauses(
                        failing("a", Status.DEGRADED, "a.slow", policy -> policy.dependsOn("c")),
                        down("b", policy -> policy.dependsOn("a").impact(Impact.CRITICAL)),
                        down("c", policy -> policy.dependsOn("b"))))
                .containsExactly(root(
                        "b",
                        new Symptom("c", "a declared dependency"),
                        new Symptom("a", "a declared dependency, by way of c")));
    }

    @Test
    void a_check_that_depends_on_itself_is_its_own_root() {
        assertThat(rootCauses(down("a", policy -> policy.dependsOn("a")))).containsExactly(root("a"));
    }

    @Test
    void a_connection_that_failed_explains_the_rest_of_its_resource_and_nothing_else() {
        assertThat(rootCauses(
                        failing("orders-db", Status.DOWN, "db.timeout", RootCauseTest::ofOrdersDb),
                        failing("orders-db.locks", Status.DOWN, "probe.timeout", RootCauseTest::ofOrdersDb),
                        failing("orders-pool", Status.DOWN, "pool.exhausted", RootCauseTest::ofOrdersDb),
                        failing(
                                "sessions.memory",
                                Status.DOWN,
                                "redis.memory.high",
                                policy -> policy.resource("redis"))))
                .containsExactly(
                        root(
                                "orders-db",
                                new Symptom("orders-db.locks", "orders-db cannot be reached"),
                                new Symptom("orders-pool", "orders-db cannot be reached")),
                        root("sessions.memory"));
    }

    @Test
    void a_connection_that_hangs_explains_what_is_run_over_it() {
        assertThat(rootCauses(
                        failing("orders-db.connect", Status.DOWN, "probe.timeout", RootCauseTest::ofOrdersDb),
                        failing("orders-db.size", Status.DOWN, "probe.timeout", RootCauseTest::overConnect)))
                .containsExactly(root("orders-db.connect", new Symptom("orders-db.size", "a declared dependency")));
    }

    @Test
    void a_database_that_starts_up_explains_what_is_not_known_of_it_and_nothing_that_was_found() {
        assertThat(rootCauses(
                        failing("orders-db.connect", Status.DEGRADED, "db.starting", RootCauseTest::ofOrdersDb),
                        failing("orders-db.size", Status.UNKNOWN, "db.starting", RootCauseTest::overConnect),
                        failing("orders-db.wraparound", Status.DEGRADED, "wraparound.near", RootCauseTest::ofOrdersDb)))
                .containsExactly(
                        root("orders-db.connect", new Symptom("orders-db.size", "orders-db is not in service")),
                        root("orders-db.wraparound"));
    }

    @Test
    void what_is_run_over_a_connection_does_not_explain_it() {
        assertThat(rootCauses(
                        failing("orders-db.connect", Status.DEGRADED, "db.slow", RootCauseTest::ofOrdersDb),
                        failing("orders-db.size", Status.DOWN, "db.timeout", RootCauseTest::overConnect)))
                .containsExactly(root("orders-db.connect", new Symptom("orders-db.size", "a declared dependency")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LocalHost", "127.0.0.1", "127.1.2.3", "::1", "0:0:0:0:0:0:0:1"})
    void a_full_disk_explains_a_server_on_the_same_host(String host) {
        assertThat(rootCauses(local("disk"), about("db", Status.DOWN, "db.read-only", Subject.endpoint(host, 5432))))
                .containsExactly(
                        root("disk", new Symptom("db", "a full disk explains a database that refuses writes")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"db.internal", "10.0.0.1", "localhost.evil.com", "::2", "fd00::1"})
    void a_full_disk_does_not_explain_a_server_elsewhere(String host) {
        assertThat(rootCauses(local("disk"), about("db", Status.DOWN, "db.read-only", Subject.endpoint(host, 5432))))
                .containsExactly(root("db"), root("disk"));
    }

    @Test
    void a_disk_elsewhere_does_not_explain_a_server_on_this_host() {
        assertThat(rootCauses(
                        failing("disk", Status.DOWN, "disk.full", policy -> policy.scope(Scope.SHARED)),
                        about("db", Status.DOWN, "db.read-only", Subject.endpoint("localhost", 5432))))
                .containsExactly(root("db"), root("disk"));
    }

    private static CheckReport local(String name) {
        return failing(name, Status.DOWN, "disk.full", policy -> policy.scope(Scope.LOCAL));
    }

    @Test
    void findings_about_one_thing_are_one_root_whichever_checks_saw_it() {
        Subject mount = Subject.mount("/data");

        assertThat(rootCauses(
                        about("uploads", Status.DEGRADED, "disk.slow", mount),
                        about("backups", Status.DOWN, "disk.hung", mount),
                        about("other", Status.DOWN, "disk.hung", Subject.mount("/other"))))
                .containsExactly(root("backups", new Symptom("uploads", "the same mount /data")), root("other"));
    }

    @Test
    void of_findings_about_one_thing_the_one_that_explains_the_other_is_the_root() {
        Subject prepared = Subject.transaction("orders-db", "tx-17");

        assertThat(rootCauses(
                        about("orders-db.transactions", Status.DOWN, "transactions.prepared", prepared),
                        about("orders-db.locks", Status.DEGRADED, "locks.blocked", prepared)))
                .containsExactly(root(
                        "orders-db.locks",
                        new Symptom(
                                "orders-db.transactions",
                                "a blocking session is most likely the one left in a transaction")));
    }

    @Test
    void findings_are_tied_together_by_way_of_others() {
        Subject first = Subject.session("orders-db", "1");
        Subject second = Subject.session("orders-db", "2");

        assertThat(rootCauses(
                        about("a", Status.DOWN, "a.broken", first),
                        about("b", Status.DEGRADED, "b.broken", first, second),
                        about("c", Status.DEGRADED, "c.broken", second)))
                .containsExactly(root(
                        "a",
                        new Symptom("b", "the same session orders-db 1"),
                        new Symptom("c", "the same session orders-db 2")));
    }

    @Test
    void what_explains_one_of_the_findings_about_a_thing_explains_them_all() {
        Subject pool = Subject.pool("orders");

        assertThat(rootCauses(
                        about("executor", Status.DOWN, "executor.stuck", pool),
                        about("orders-db.pool", Status.DEGRADED, "pool.exhausted", pool),
                        about("orders-db.locks", Status.DEGRADED, "locks.blocked", Subject.session("orders-db", "1"))))
                .containsExactly(root(
                        "orders-db.locks",
                        new Symptom("executor", "a blocking session explains an exhausted pool"),
                        new Symptom("orders-db.pool", "the same pool orders, by way of executor")));
    }

    @Test
    void what_does_not_know_does_not_lead_what_is_down() {
        Subject host = Subject.endpoint("db.internal", 5432);

        assertThat(rootCauses(
                        about("a", Status.UNKNOWN, "locks.blocked", host),
                        about("b", Status.DOWN, "pool.exhausted", host)))
                .containsExactly(root("b", new Symptom("a", "the same endpoint db.internal 5432")));
    }

    @Test
    void a_redis_that_refuses_connections_explains_its_memory_check() {
        UnaryOperator<CheckPolicy> redis = policy -> policy.resource("sessions");

        assertThat(rootCauses(
                        failing("sessions.ping", Status.DOWN, "redis.refused", redis),
                        failing("sessions.memory", Status.UNKNOWN, "redis.refused", redis)))
                .containsExactly(root("sessions.ping", new Symptom("sessions.memory", "sessions cannot be reached")));
    }

    @Test
    void of_checks_that_all_cannot_connect_one_is_the_root() {
        assertThat(rootCauses(
                        failing("x.size", Status.DOWN, "db.refused", RootCauseTest::ofOrdersDb),
                        failing("x.lag", Status.DOWN, "db.refused", RootCauseTest::ofOrdersDb),
                        failing("x.load", Status.DOWN, "db.refused", RootCauseTest::ofOrdersDb)))
                .containsExactly(root(
                        "x.lag",
                        new Symptom("x.load", "orders-db cannot be reached"),
                        new Symptom("x.size", "orders-db cannot be reached")));
    }

    @Test
    void a_connection_that_is_merely_slow_explains_nothing() {
        assertThat(rootCauses(
                        failing("orders-db", Status.DEGRADED, "db.slow", RootCauseTest::ofOrdersDb),
                        failing("orders-db.size", Status.DOWN, "db.size.high", RootCauseTest::ofOrdersDb)))
                .containsExactly(root("orders-db.size"), root("orders-db"));
    }

    @Test
    void a_blocking_session_explains_an_exhausted_pool_and_slow_http() {
        assertThat(rootCauses(
                        failing("payments", Status.DEGRADED, "http.slow", policy -> policy),
                        failing("orders-pool", Status.DOWN, "pool.exhausted", RootCauseTest::ofOrdersDb),
                        failing("orders-db.locks", Status.DEGRADED, "locks.blocked", RootCauseTest::ofOrdersDb)))
                .containsExactly(root(
                        "orders-db.locks",
                        new Symptom("orders-pool", "a blocking session explains an exhausted pool"),
                        new Symptom("payments", "a blocking session explains slow HTTP")));
    }

    @Test
    void a_blocking_session_does_not_explain_the_pool_of_another_database() {
        assertThat(rootCauses(
                        failing("other-pool", Status.DOWN, "pool.exhausted", policy -> policy.resource("other-db")),
                        failing("orders-db.locks", Status.DEGRADED, "locks.blocked", RootCauseTest::ofOrdersDb)))
                .containsExactly(root("other-pool"), root("orders-db.locks"));
    }

    @Test
    void sessions_idle_in_transaction_explain_an_exhausted_pool_of_the_same_database() {
        CheckReport idle =
                failing("orders-db.transactions", Status.DEGRADED, "transactions.idle", RootCauseTest::ofOrdersDb);

        assertThat(rootCauses(
                        failing("orders-db.pool", Status.DOWN, "pool.exhausted", RootCauseTest::ofOrdersDb), idle))
                .containsExactly(root(
                        "orders-db.transactions",
                        new Symptom("orders-db.pool", "sessions idle in transaction explain an exhausted pool")));
        assertThat(rootCauses(
                        failing("other-db.pool", Status.DOWN, "pool.exhausted", policy -> policy.resource("other-db")),
                        idle))
                .containsExactly(root("other-db.pool"), root("orders-db.transactions"));
    }

    @Test
    void a_transaction_that_is_merely_long_explains_no_pool() {
        assertThat(rootCauses(
                        failing("orders-db.pool", Status.DOWN, "pool.exhausted", RootCauseTest::ofOrdersDb),
                        failing(
                                "orders-db.transactions",
                                Status.DEGRADED,
                                "transactions.long",
                                RootCauseTest::ofOrdersDb)))
                .containsExactly(root("orders-db.pool"), root("orders-db.transactions"));
    }

    @Test
    void sessions_that_block_others_explain_those_left_in_a_transaction() {
        assertThat(rootCauses(
                        failing("orders-db.pool", Status.DOWN, "pool.exhausted", RootCauseTest::ofOrdersDb),
                        failing(
                                "orders-db.transactions",
                                Status.DEGRADED,
                                "transactions.idle",
                                RootCauseTest::ofOrdersDb),
                        failing("orders-db.locks", Status.DEGRADED, "locks.blocked", RootCauseTest::ofOrdersDb)))
                .containsExactly(root(
                        "orders-db.locks",
                        new Symptom("orders-db.pool", "a blocking session explains an exhausted pool"),
                        new Symptom(
                                "orders-db.transactions",
                                "a blocking session is most likely the one left in a transaction")));
    }

    @Test
    void connections_never_given_back_explain_what_their_sessions_and_callers_look_like() {
        assertThat(rootCauses(
                        failing(
                                "orders-db.transactions",
                                Status.DEGRADED,
                                "transactions.idle",
                                RootCauseTest::ofOrdersDb),
                        failing("orders-db.pool", Status.DOWN, "pool.leak-suspected", RootCauseTest::ofOrdersDb),
                        failing("shop", Status.DEGRADED, "http.slow", policy -> policy)))
                .containsExactly(root(
                        "orders-db.pool",
                        new Symptom(
                                "orders-db.transactions",
                                "connections never given back explain sessions idle in transaction"),
                        new Symptom("shop", "connections never given back explain slow HTTP")));
    }

    @Test
    void a_full_disk_explains_a_database_within_this_process_that_refuses_writes() {
        assertThat(rootCauses(
                        failing("data", Status.DEGRADED, "disk.full", policy -> policy.scope(Scope.LOCAL)),
                        failing("embedded", Status.DOWN, "db.read-only", policy -> policy.scope(Scope.LOCAL))))
                .containsExactly(
                        root("data", new Symptom("embedded", "a full disk explains a database that refuses writes")));
    }

    @Test
    void a_check_that_hangs_explains_the_check_of_the_connection_that_waits_for_it() {
        assertThat(rootCauses(
                        failing("orders-db.connect", Status.UNKNOWN, "db.busy", RootCauseTest::ofOrdersDb),
                        failing("orders-db.locks", Status.DOWN, "db.timeout", RootCauseTest::overConnect)))
                .containsExactly(
                        root("orders-db.locks", new Symptom("orders-db.connect", "orders-db cannot be reached")));
    }

    @Test
    void a_slow_connection_does_not_hide_the_session_that_blocks_others() {
        UnaryOperator<CheckPolicy> behind =
                policy -> policy.resource("orders-db").dependsOn("orders-db.connect");

        assertThat(rootCauses(
                        failing(
                                "orders-db.connect",
                                Status.DEGRADED,
                                "db.slow",
                                policy -> ofOrdersDb(policy).impact(Impact.CRITICAL)),
                        failing("orders-db.locks", Status.DEGRADED, "locks.blocked", behind),
                        failing("orders-db.pool", Status.DOWN, "pool.exhausted", behind)))
                .containsExactly(root(
                        "orders-db.locks",
                        new Symptom("orders-db.pool", "a blocking session explains an exhausted pool"),
                        new Symptom("orders-db.connect", "a blocking session explains a slow database")));
    }

    @Test
    void a_dependency_that_is_merely_impaired_explains_what_nothing_else_does() {
        assertThat(rootCauses(
                        failing("gateway", Status.DEGRADED, "http.slow", policy -> policy),
                        down("api", policy -> policy.dependsOn("gateway"))))
                .containsExactly(root("gateway", new Symptom("api", "a declared dependency")));
    }

    @Test
    void a_declared_dependency_that_is_down_goes_before_a_rule() {
        assertThat(rootCauses(
                        failing("api", Status.DEGRADED, "http.slow", policy -> policy.dependsOn("gateway")),
                        down("gateway"),
                        failing("orders-db.locks", Status.DEGRADED, "locks.blocked", RootCauseTest::ofOrdersDb)))
                .containsExactly(root("gateway", new Symptom("api", "a declared dependency")), root("orders-db.locks"));
    }

    @Test
    void a_cause_on_the_same_resource_goes_before_one_elsewhere() {
        UnaryOperator<CheckPolicy> zeta = policy -> policy.resource("zeta");

        assertThat(rootCauses(
                        failing("alpha.locks", Status.DOWN, "locks.blocked", policy -> policy.resource("alpha")),
                        failing("zeta.api", Status.DEGRADED, "http.slow", zeta),
                        failing("zeta.locks", Status.DOWN, "locks.blocked", zeta)))
                .containsExactly(
                        root("zeta.locks", new Symptom("zeta.api", "a blocking session explains slow HTTP")),
                        root("alpha.locks"));
    }

    @Test
    void of_causes_that_different_links_offer_the_worst_goes_first_and_the_other_is_named_beside_it() {
        assertThat(rootCauses(
                        failing("alpha.locks", Status.DEGRADED, "locks.blocked", policy -> policy.resource("alpha")),
                        failing("api", Status.DEGRADED, "http.slow", policy -> policy),
                        failing("zeta.pool", Status.DOWN, "pool.leak-suspected", policy -> policy.resource("zeta"))))
                .containsExactly(
                        root(
                                "zeta.pool",
                                new Symptom(
                                        "api",
                                        "connections never given back explain slow HTTP; alpha.locks may as well:"
                                                + " the evidence does not decide")),
                        root("alpha.locks"));
    }

    @Test
    void the_root_with_the_worst_symptom_stands_first() {
        assertThat(rootCauses(
                        down("b", policy -> policy.impact(Impact.MAJOR)),
                        failing("c", Status.DEGRADED, "c.slow", policy -> policy.impact(Impact.MINOR)),
                        down("d", policy -> policy.impact(Impact.CRITICAL).dependsOn("c"))))
                .containsExactly(root("c", new Symptom("d", "a declared dependency")), root("b"));
    }

    @Test
    void a_root_is_as_severe_as_the_worst_under_it() {
        List<CheckReport> checks = List.of(
                failing("c", Status.DEGRADED, "c.slow", policy -> policy.impact(Impact.MINOR)),
                down("d", policy -> policy.impact(Impact.CRITICAL).dependsOn("c")),
                failing("e", Status.DEGRADED, "e.slow", policy -> policy.impact(Impact.MAJOR)));

        assertThat(SampleKnowledge.TRIAGE.judge(checks).rootCauses())
                .extracting(RootCause::severity)
                .containsExactly(Severity.P0, Severity.P2);
    }

    private static List<RootCause> rootCauses(CheckReport... checks) {
        return SampleKnowledge.TRIAGE.judge(List.of(checks)).rootCauses().stream()
                .map(cause -> new RootCause(cause.check(), Severity.P3, cause.symptoms()))
                .toList();
    }

    private static RootCause root(String check, Symptom... symptoms) {
        return new RootCause(check, Severity.P3, List.of(symptoms));
    }

    private static CheckReport down(String name) {
        return down(name, policy -> policy);
    }

    private static CheckReport down(String name, UnaryOperator<CheckPolicy> policy) {
        return failing(name, Status.DOWN, "thing.broken", policy);
    }

    private static CheckReport about(String name, Status status, String cause, Subject... subjects) {
        boolean database = name.startsWith("orders-db.");
        return check(
                name,
                Result.of(status, cause, "something is wrong").about(subjects),
                policy -> database ? ofOrdersDb(policy) : policy);
    }

    private static CheckPolicy overConnect(CheckPolicy policy) {
        return ofOrdersDb(policy).dependsOn("orders-db.connect");
    }

    private static CheckPolicy ofOrdersDb(CheckPolicy policy) {
        return policy.resource("orders-db");
    }
}
