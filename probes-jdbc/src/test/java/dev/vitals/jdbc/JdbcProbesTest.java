package dev.vitals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.zaxxer.hikari.HikariDataSource;
import dev.vitals.InvalidConfigurationException;
import dev.vitals.Vitals;
import dev.vitals.jdbc.limits.IntegrityLimits;
import dev.vitals.jdbc.limits.LockLimits;
import dev.vitals.jdbc.limits.MySqlReplicationLimits;
import dev.vitals.jdbc.limits.PoolLimits;
import dev.vitals.probe.Check;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Impact;
import dev.vitals.probe.Scope;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class JdbcProbesTest {
    private static final String URL = "jdbc:postgresql://db.internal/orders";

    /** What PostgreSQL gets, with a pool around it last. */
    private static final List<String> POSTGRESQL = List.of(
            "db.connect",
            "db.locks",
            "db.connections",
            "db.queries",
            "db.transactions",
            "db.wraparound",
            "db.deadlocks",
            "db.archiver",
            "db.replication",
            "db.slots",
            "db.sequences",
            "db.size",
            "db.pool");

    private static final List<String> WITHOUT_POOL = POSTGRESQL.subList(0, POSTGRESQL.size() - 1);

    @Test
    void a_hikari_pool_of_postgresql_gets_every_check() {
        JdbcProbes probes = JdbcProbes.of("db", pool(URL));

        assertThat(names(probes)).isEqualTo(POSTGRESQL);
    }

    @Test
    void a_url_gets_no_pool_check() {
        assertThat(names(JdbcProbes.of("db", URL, "app", "secret"))).isEqualTo(WITHOUT_POOL);
        assertThat(names(JdbcProbes.of("db", "jdbc:aws-wrapper:postgresql://h/d", "app", "secret")))
                .isEqualTo(WITHOUT_POOL);
    }

    @Test
    void mysql_and_mariadb_get_the_same_checks_whatever_the_driver() {
        for (String url : List.of(
                "jdbc:mysql://h/d",
                "jdbc:mariadb://h/d",
                "jdbc:mysql:replication://a,b/d",
                "jdbc:mysql:loadbalance://a,b/d",
                "jdbc:mariadb:sequential://a,b/d",
                "jdbc:aws-wrapper:mysql://h/d")) {
            assertThat(names(JdbcProbes.of("db", url, "app", "secret")))
                    .as(url)
                    .containsExactly(
                            "db.connect",
                            "db.locks",
                            "db.connections",
                            "db.threads",
                            "db.queries",
                            "db.transactions",
                            "db.deadlocks",
                            "db.replication");
        }
    }

    @Test
    void another_product_gets_what_any_product_has() {
        assertThat(names(JdbcProbes.of("db", pool("jdbc:h2:mem:x")))).containsExactly("db.connect", "db.pool");
    }

    @Test
    void another_data_source_is_recognised_by_its_url() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(URL);

        assertThat(names(JdbcProbes.of("db", source))).isEqualTo(WITHOUT_POOL);
    }

    @Test
    void a_failure_of_each_check_weighs_what_is_documented() {
        JdbcProbes probes = JdbcProbes.of("db", pool(URL));

        assertThat(policy(probes, "connect"))
                .isEqualTo(CheckPolicy.DEFAULT.impact(Impact.CRITICAL).resource("db"));
        assertThat(policy(probes, "locks"))
                .isEqualTo(
                        CheckPolicy.DEFAULT.impact(Impact.MAJOR).resource("db").dependsOn("db.connect"));
        for (String check : List.of("connections", "transactions", "wraparound", "archiver", "replication", "slots")) {
            assertThat(policy(probes, check)).as(check).isEqualTo(policy(probes, "locks"));
        }
        for (String check : List.of("queries", "deadlocks")) {
            assertThat(policy(probes, check))
                    .as(check)
                    .isEqualTo(policy(probes, "locks").impact(Impact.MINOR));
        }
        assertThat(policy(probes, "sequences"))
                .isEqualTo(policy(probes, "locks").every(Duration.ofMinutes(5)));
        assertThat(policy(probes, "size")).isEqualTo(policy(probes, "sequences").impact(Impact.MINOR));
        assertThat(policy(probes, "pool"))
                .isEqualTo(CheckPolicy.DEFAULT
                        .impact(Impact.MAJOR)
                        .scope(Scope.LOCAL)
                        .resource("db")
                        .dependsOn("db.connect"));
    }

    @Test
    void a_failure_of_each_check_of_mysql_weighs_what_is_documented() {
        JdbcProbes probes = JdbcProbes.of("db", "jdbc:mysql://h/d", "app", "secret");
        CheckPolicy major =
                CheckPolicy.DEFAULT.impact(Impact.MAJOR).resource("db").dependsOn("db.connect");

        for (String check : List.of("locks", "connections", "threads", "transactions", "replication")) {
            assertThat(policy(probes, check)).as(check).isEqualTo(major);
        }
        for (String check : List.of("queries", "deadlocks", "statements")) {
            assertThat(policy(probes, check)).as(check).isEqualTo(major.impact(Impact.MINOR));
        }
    }

    @Test
    void a_policy_can_be_changed_more_than_once() {
        JdbcProbes probes = JdbcProbes.of("db", pool(URL))
                .policy("locks", c -> c.impact(Impact.MINOR))
                .policy("locks", c -> c.groups("slow"));

        assertThat(policy(probes, "locks").impact()).isEqualTo(Impact.MINOR);
        assertThat(policy(probes, "locks").groups()).containsExactly("slow");
        assertThat(policy(probes, "connect").impact()).isEqualTo(Impact.CRITICAL);
    }

    @Test
    void nothing_depends_on_a_check_that_was_removed() {
        JdbcProbes probes = JdbcProbes.of("db", pool(URL)).without("connect");

        assertThat(names(probes)).isEqualTo(POSTGRESQL.subList(1, POSTGRESQL.size()));
        assertThat(policy(probes, "locks").dependsOn()).isEmpty();
    }

    @Test
    void names_and_limits_that_there_are_not_are_faults_with_those_that_are_like_them() {
        JdbcProbes probes = JdbcProbes.of("db", URL, "app", "secret")
                .policy("pool", c -> c)
                .without("size", "slot")
                .limits(MySqlReplicationLimits.class, limits -> limits)
                .limits(PoolLimits.class, limits -> limits);

        assertThat(probes.faults()).hasSize(4);
        assertThat(probes.faults().get(0))
                .startsWith("policy(\"pool\", …) names no check of 'db': the closest of the 13");
        assertThat(probes.faults().get(1))
                .startsWith("without(\"slot\") names no check of 'db'")
                .contains("[slots, ");
        assertThat(probes.faults().get(2))
                .startsWith("limits(MySqlReplicationLimits.class, …) is for no check of 'db'")
                .contains("[ReplicationLimits, ");
        assertThat(probes.faults().get(3)).startsWith("limits(PoolLimits.class, …) is for no check of 'db'");
    }

    @Test
    void a_policy_may_be_given_before_its_query() {
        JdbcProbes probes = JdbcProbes.of("db", URL, "app", "secret")
                .policy("jobs", c -> c.impact(Impact.MINOR))
                .query("jobs", "select 1", q -> q.warnAt(2));

        assertThat(probes.faults()).isEmpty();
        assertThat(policy(probes, "jobs").impact()).isEqualTo(Impact.MINOR);
    }

    @Test
    void what_is_set_for_a_check_that_was_taken_out_is_a_fault_in_whatever_order() {
        JdbcProbes probes = JdbcProbes.of("db", URL, "app", "secret");
        JdbcProbes before = probes.limits(LockLimits.class, limits -> limits)
                .policy("size", policy -> policy)
                .without("locks", "size");
        JdbcProbes after = probes.without("locks", "size")
                .limits(LockLimits.class, limits -> limits)
                .policy("size", policy -> policy);

        assertThat(before.faults())
                .isEqualTo(after.faults())
                .containsExactly(
                        "LockLimits are set for check 'db.locks', which is not there: add with(\"locks\") or remove this"
                                + " setting",
                        "a policy is set for check 'db.size', which is not there: add with(\"size\") or remove this"
                                + " setting");
        assertThat(before.with("locks", "size").faults()).isEmpty();
        assertThatThrownBy(() -> Vitals.builder("shop").add(before).build())
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("'db.locks'")
                .hasMessageContaining("'db.size'");
    }

    @Test
    void a_check_that_is_off_by_default_is_there_once_it_is_asked_for() {
        JdbcProbes probes = JdbcProbes.of("db", "jdbc:sqlite:/x.db", "", "");

        assertThat(names(probes)).doesNotContain("db.integrity");
        assertThat(names(probes.with("integrity"))).contains("db.integrity");
        assertThat(names(probes.with("integrity").without("integrity"))).doesNotContain("db.integrity");
        assertThat(probes.limits(IntegrityLimits.class, limits -> limits).faults())
                .singleElement()
                .asString()
                .contains("'db.integrity'");
    }

    @Test
    void a_dependency_of_the_users_own_does_not_take_ours_away() {
        JdbcProbes probes = JdbcProbes.of("db", URL, "app", "secret").policy("locks", c -> c.dependsOn("vpn"));

        assertThat(policy(probes, "locks").dependsOn()).containsExactlyInAnyOrder("vpn", "db.connect");
    }

    @Test
    void a_query_is_a_check_like_the_others() {
        JdbcProbes probes = JdbcProbes.of("db", URL, "app", "secret")
                .query("failed-jobs", "select count(*) from failed_jobs", q -> q.warnAt(1))
                .policy("failed-jobs", c -> c.impact(Impact.CRITICAL))
                .limits(LockLimits.class, l -> l);

        assertThat(names(probes)).contains("db.connect", "db.failed-jobs");
        assertThat(policy(probes, "failed-jobs").impact()).isEqualTo(Impact.CRITICAL);
        assertThat(policy(probes, "failed-jobs").dependsOn()).containsExactly("db.connect");
        assertThat(policy(probes, "failed-jobs").resource()).contains("db");
        assertThat(names(probes.without("failed-jobs"))).doesNotContain("db.failed-jobs");
    }

    @Test
    void queries_that_cannot_be_ones_are_all_refused_at_once_when_the_application_is_built() {
        JdbcProbes probes = JdbcProbes.of("db", URL, "app", "secret")
                .query("mine", "select 1", q -> q)
                .query("mine", "select 2", q -> q)
                .without("locks")
                .query("locks", "select 1", q -> q)
                .query("", "select 1", q -> q)
                .query("a.b", "select 1", q -> q)
                .query("x", "select 1; commit; delete from jobs", q -> q)
                .policy("x", c -> c.impact(Impact.MINOR))
                .with("lockz");

        assertThat(probes.faults())
                .satisfiesExactly(
                        fault -> assertThat(fault).isEqualTo("'db' has a check 'mine' already"),
                        fault -> assertThat(fault).isEqualTo("'db' has a check 'locks' already"),
                        fault -> assertThat(fault).contains("letters, digits and '-' but was ''"),
                        fault -> assertThat(fault).contains("letters, digits and '-' but was 'a.b'"),
                        fault -> assertThat(fault).startsWith("the SQL of 'x' must be one statement"),
                        fault -> assertThat(fault).contains("with(\"lockz\") names no check of 'db'"));
        assertThatThrownBy(() -> Vitals.builder("shop").add(probes).build())
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("'db' has a check 'mine' already")
                .hasMessageContaining("the SQL of 'x' must be one statement");
    }

    @Test
    void a_url_that_no_driver_reads_as_meant_is_refused_with_everything_else() {
        JdbcProbes none = JdbcProbes.of("db", "postgresql://app:canary@host/db", "app", "canary");
        JdbcProbes user = JdbcProbes.of("other", "jdbc:postgresql://app:canary@host/db", "app", "canary")
                .query("a.b", "select 1", q -> q);

        assertThatThrownBy(() -> Vitals.builder("shop").add(none).add(user).build())
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("the URL of 'db' must be one of JDBC")
                .hasMessageContaining("the URL of 'other' has a user before the host")
                .hasMessageContaining("'a.b'")
                .hasMessageNotContaining("canary");
    }

    @Test
    void sqlite_gets_what_a_file_has() {
        assertThat(names(JdbcProbes.of("db", pool("jdbc:sqlite:/x.db"))))
                .contains("db.connect", "db.wal", "db.pool")
                .doesNotContain("db.integrity");
    }

    @Test
    void a_database_file_is_on_this_host_and_a_server_is_not_known_to_be() {
        JdbcProbes file = JdbcProbes.of("db", "jdbc:sqlite:/x.db", "", "").query("jobs", "select 1", q -> q);

        assertThat(file.checks()).isNotEmpty().allMatch(check -> check.policy().scope() == Scope.LOCAL);
        assertThat(policy(file.policy("wal", policy -> policy.scope(Scope.SHARED)), "wal")
                        .scope())
                .isEqualTo(Scope.SHARED);
        assertThat(JdbcProbes.of("db", "jdbc:postgresql://localhost/d", "", "").checks())
                .allMatch(check -> check.policy().scope() == Scope.SHARED);
    }

    @Test
    void credentials_need_something_to_log_in_to() {
        JdbcProbes probes = JdbcProbes.of("db", new WrappingDataSource(new PGSimpleDataSource()));

        assertThat(probes.credentials("app", "secret").faults())
                .singleElement(STRING)
                .startsWith("credentials(…) of 'db' need a pool that is known or a URL")
                .doesNotContain("secret");
    }

    @Test
    void the_checks_are_the_same_at_every_call() {
        JdbcProbes probes = JdbcProbes.of("db", URL, "app", "secret");

        assertThat(probes.checks()).isSameAs(probes.checks());
    }

    @Test
    void nothing_prints_a_password() {
        JdbcProbes probes = JdbcProbes.of("db", URL + "?password=canary", "app", "canary");

        assertThat(probes.toString() + probes.checks()).doesNotContain("canary");
    }

    @Test
    void making_and_closing_checks_starts_no_thread() {
        int before = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("vitals"))
                .toList()
                .size();

        JdbcProbes.of("db", URL, "app", "secret").close();

        assertThat(Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().startsWith("vitals")))
                .hasSizeLessThanOrEqualTo(before);
    }

    private static HikariDataSource pool(String url) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        return pool;
    }

    private static List<String> names(JdbcProbes probes) {
        return probes.checks().stream()
                .filter(check -> check.probe().applies())
                .map(Check::name)
                .toList();
    }

    private static CheckPolicy policy(JdbcProbes probes, String check) {
        return probes.checks().stream()
                .filter(one -> one.name().equals("db." + check))
                .findFirst()
                .orElseThrow()
                .policy();
    }
}
