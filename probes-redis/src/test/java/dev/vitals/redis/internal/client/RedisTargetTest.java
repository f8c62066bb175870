package dev.vitals.redis.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.Subject;
import java.net.URI;
import org.junit.jupiter.api.Test;

class RedisTargetTest {
    @Test
    void a_command_line_has_the_host_as_a_shell_tool_wants_it() {
        RedisTarget target = target("redis://[::1]:6380");

        assertThat(target).hasToString("[::1]:6380");
        assertThat(target.cli("PING").text()).isEqualTo("redis-cli -h ::1 -p 6380 PING");
        assertThat(target.remote().subjects()).containsExactly(Subject.endpoint("::1", 6380));
    }

    @Test
    void a_command_line_logs_in_and_asks_for_the_password() {
        assertThat(target("rediss://app:canary@cache")
                        .cli("CONFIG SET maxmemory {}", 12)
                        .text())
                .isEqualTo("redis-cli -h cache -p 6379 --tls --user app --askpass CONFIG SET maxmemory 12");
        assertThat(target("redis://:canary@cache").cli("PING").text())
                .isEqualTo("redis-cli -h cache -p 6379 --user default --askpass PING");
    }

    @Test
    void a_command_line_of_an_administrator_has_no_login() {
        assertThat(target("redis://app:canary@cache")
                        .adminCli("ACL SETUSER {} +info", "o'neill")
                        .text())
                .isEqualTo("redis-cli -h cache -p 6379 ACL SETUSER 'o'\\''neill' +info");
    }

    private static RedisTarget target(String uri) {
        return RedisTarget.of(URI.create(uri));
    }
}
