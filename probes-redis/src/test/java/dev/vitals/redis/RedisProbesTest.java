package dev.vitals.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitals.probe.Check;
import dev.vitals.probe.Impact;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RedisProbesTest {
    private static final URI URI_WITH_PASSWORD = URI.create("redis://app:canary@redis.example:6379/2");

    @Test
    void the_checks_carry_the_name_of_the_server() {
        assertThat(RedisProbes.of("sessions", URI_WITH_PASSWORD).checks())
                .extracting(Check::name)
                .containsExactly("sessions.ping", "sessions.memory");
    }

    @Test
    void every_check_looks_at_the_same_resource_and_depends_on_the_ping() {
        var checks = RedisProbes.of("sessions", URI_WITH_PASSWORD).checks();

        assertThat(checks)
                .extracting(check -> check.policy().resource().orElse(""))
                .containsOnly("redis redis.example:6379");
        assertThat(checks.get(0).policy().dependsOn()).isEmpty();
        assertThat(checks.get(1).policy().dependsOn()).containsExactly("sessions.ping");
    }

    @Test
    void a_policy_changes_for_its_check_alone_and_changes_add_up() {
        var checks = RedisProbes.of("sessions", URI_WITH_PASSWORD)
                .with("memory", policy -> policy.impact(Impact.CRITICAL))
                .with("memory", policy -> policy.timeout(Duration.ofSeconds(2)))
                .checks();

        assertThat(checks.get(0).policy().impact()).isEqualTo(Impact.MAJOR);
        assertThat(checks.get(1).policy().impact()).isEqualTo(Impact.CRITICAL);
        assertThat(checks.get(1).policy().timeout()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void a_check_left_out_is_not_depended_on() {
        var checks =
                RedisProbes.of("sessions", URI_WITH_PASSWORD).without("ping").checks();

        assertThat(checks).extracting(Check::name).containsExactly("sessions.memory");
        assertThat(checks.get(0).policy().dependsOn()).isEmpty();
    }

    @Test
    void an_unknown_check_is_refused_with_those_there_are() {
        RedisProbes probes = RedisProbes.of("sessions", URI_WITH_PASSWORD);

        assertThatThrownBy(() -> probes.with("memroy", policy -> policy))
                .hasMessage("no Redis check 'memroy': there are [ping, memory]");
        assertThatThrownBy(() -> probes.without("memroy")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_uri_that_is_no_address_is_refused_without_repeating_it() {
        for (String wrong :
                new String[] {"http://:canary@redis.example:6379", "redis://:canary@my_redis:6379", "redis:canary"}) {
            assertThatThrownBy(() -> RedisProbes.of("sessions", URI.create(wrong)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("'uri' must")
                    .hasMessageNotContaining("canary");
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
