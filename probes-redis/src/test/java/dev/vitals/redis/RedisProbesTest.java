package dev.vitals.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.vitals.Vitals;
import dev.vitals.probe.Check;
import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Impact;
import dev.vitals.redis.limits.MemoryLimits;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.util.Pool;

class RedisProbesTest {
    private static final URI URI_WITH_PASSWORD = URI.create("redis://app:canary@redis.example:6379/2");

    @Test
    void the_checks_carry_the_name_of_the_server() {
        assertThat(RedisProbes.of("sessions", URI_WITH_PASSWORD).checks())
                .extracting(Check::name)
                .containsExactly(
                        "sessions.ping",
                        "sessions.memory",
                        "sessions.fragmentation",
                        "sessions.clients",
                        "sessions.persistence",
                        "sessions.replication",
                        "sessions.cluster",
                        "sessions.slowlog");
    }

    @Test
    void every_check_is_of_the_same_resource_and_depends_on_ping() {
        var checks = RedisProbes.of("sessions", URI_WITH_PASSWORD).checks();

        assertThat(checks)
                .extracting(check -> check.policy().resource().orElse(""))
                .containsOnly("sessions");
        assertThat(checks.get(0).policy().dependsOn()).isEmpty();
        assertThat(checks.get(1).policy().dependsOn()).containsExactly("sessions.ping");
    }

    @Test
    void a_policy_changes_for_its_check_alone_and_changes_add_up() {
        var checks = RedisProbes.of("sessions", URI_WITH_PASSWORD)
                .policy("memory", policy -> policy.impact(Impact.CRITICAL))
                .policy("memory", policy -> policy.timeout(Duration.ofSeconds(2)))
                .checks();

        assertThat(checks.get(0).policy().impact()).isEqualTo(Impact.MAJOR);
        assertThat(checks.get(1).policy().impact()).isEqualTo(Impact.CRITICAL);
        assertThat(checks.get(1).policy().timeout()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void a_policy_of_the_users_own_does_not_take_the_dependency_on_ping_away() {
        var checks = RedisProbes.of("sessions", URI_WITH_PASSWORD)
                .policy("memory", policy -> CheckPolicy.DEFAULT.dependsOn("vpn"))
                .checks();

        assertThat(checks.get(1).policy().dependsOn()).containsExactlyInAnyOrder("vpn", "sessions.ping");
    }

    @Test
    void a_check_left_out_is_not_depended_on_and_can_be_put_back() {
        RedisProbes probes = RedisProbes.of("sessions", URI_WITH_PASSWORD).without("ping");

        assertThat(probes.checks()).extracting(Check::name).startsWith("sessions.memory");
        assertThat(probes.checks().get(0).policy().dependsOn()).isEmpty();
        assertThat(probes.with("ping").checks()).extracting(Check::name).startsWith("sessions.ping", "sessions.memory");
    }

    @Test
    void unknown_checks_and_limits_are_faults_with_those_there_are() {
        record DiskLimits() implements CheckLimits {}
        String all = " names no check of 'sessions': there are [ping, memory, fragmentation, clients, persistence,"
                + " replication, cluster, slowlog, latency]";

        RedisProbes probes = RedisProbes.of("sessions", URI_WITH_PASSWORD)
                .policy("memroy", policy -> policy)
                .with("memroy")
                .without("cluster", "memroy")
                .limits(DiskLimits.class, own -> own);

        assertThat(probes.faults())
                .containsExactly(
                        "policy(\"memroy\", …)" + all,
                        "with(\"memroy\")" + all,
                        "without(\"memroy\")" + all,
                        "limits(DiskLimits.class, …) is for no check of 'sessions': there are [ClientLimits,"
                                + " FragmentationLimits, LatencyLimits, MemoryLimits, PersistenceLimits, PingLimits,"
                                + " RedisReplicationLimits, SlowLogLimits]");
    }

    @Test
    void what_is_set_for_a_check_that_is_left_out_is_a_fault_in_whatever_order() {
        RedisProbes probes = RedisProbes.of("sessions", URI_WITH_PASSWORD);
        String limits = "MemoryLimits are set for check 'sessions.memory', which is not there: add with(\"memory\") or"
                + " remove this setting";
        String policy = "a policy is set for check 'sessions.memory', which is not there: add with(\"memory\") or"
                + " remove this setting";

        assertThat(probes.without("memory")
                        .limits(MemoryLimits.class, own -> own)
                        .faults())
                .containsExactly(limits);
        assertThat(probes.limits(MemoryLimits.class, own -> own)
                        .without("memory")
                        .faults())
                .containsExactly(limits);
        assertThat(probes.without("memory").policy("memory", own -> own).faults())
                .containsExactly(policy);
        assertThat(probes.policy("memory", own -> own).without("memory").faults())
                .containsExactly(policy);
        assertThat(probes.policy("memory", own -> own)
                        .without("memory")
                        .with("memory")
                        .faults())
                .isEmpty();
        assertThatThrownBy(() -> Vitals.builder("orders")
                        .add(probes.policy("memory", own -> own).without("memory"))
                        .build())
                .hasMessageContaining(policy);
    }

    @Test
    @SuppressWarnings("NullAway") // That is what it is about.
    void every_null_is_refused_by_name() {
        RedisProbes probes = RedisProbes.of("sessions", URI_WITH_PASSWORD);
        JedisClientConfig config = DefaultJedisClientConfig.builder().build();
        HostAndPort address = new HostAndPort("redis.example", 6379);

        assertNamed("name", () -> RedisProbes.of(null, URI_WITH_PASSWORD));
        assertNamed("uri", () -> RedisProbes.of("sessions", (URI) null));
        assertNamed("address", () -> RedisProbes.of("sessions", null, config));
        assertNamed("config", () -> RedisProbes.of("sessions", address, null));
        assertNamed("client", () -> RedisProbes.of("sessions", (UnifiedJedis) null));
        assertNamed("pool", () -> JedisPools.of("sessions", (Pool<?>) null));
        assertNamed("check", () -> probes.with((String) null));
        assertNamed("check", () -> probes.without((String) null));
        assertNamed("checks", () -> probes.without((String[]) null));
        assertNamed("check", () -> probes.policy(null, policy -> policy));
        assertNamed("change", () -> probes.policy("ping", null));
        assertNamed("type", () -> probes.limits(null, own -> own));
        assertNamed("change", () -> probes.limits(MemoryLimits.class, null));
        assertNamed("MemoryLimits", () -> probes.limits(MemoryLimits.class, own -> null));
    }

    private static void assertNamed(String name, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(NullPointerException.class).hasMessage(name);
    }

    @Test
    void a_uri_that_is_no_address_is_a_fault_that_does_not_repeat_it() {
        for (String wrong :
                new String[] {"http://:canary@redis.example:6379", "redis://:canary@my_redis:6379", "redis:canary"}) {
            for (RedisProbes probes : List.of(
                    RedisProbes.of("sessions", URI.create(wrong)),
                    RedisProbes.ofSentinel("sessions", URI.create(wrong)))) {
                assertThat(probes.with("pong").faults())
                        .hasSize(2)
                        .first(STRING)
                        .startsWith("the address of 'sessions': 'uri' must")
                        .doesNotContain("canary");
            }
        }
    }

    @Test
    void a_uri_without_a_port_means_the_usual_one() {
        assertThat(RedisProbes.of("sessions", URI.create("redis://localhost")))
                .hasToString("RedisProbes[sessions at localhost:6379]");
        assertThat(RedisProbes.of("sessions", URI.create("rediss://:canary@[::1]/2")))
                .hasToString("RedisProbes[sessions at [::1]:6379]");
    }

    @Test
    void printing_shows_the_address_and_no_credentials() {
        assertThat(RedisProbes.of("sessions", URI_WITH_PASSWORD))
                .hasToString("RedisProbes[sessions at redis.example:6379]");
    }

    @Test
    void an_address_of_version_6_is_printed_in_brackets() {
        assertThat(RedisProbes.of("sessions", URI.create("redis://[::1]:6379")))
                .hasToString("RedisProbes[sessions at [::1]:6379]");
    }
}
