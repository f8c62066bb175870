package dev.vitals.redis.internal.failure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.redis.internal.client.RedisTarget;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.exceptions.JedisConnectionException;

class FailuresTest {
    private static final RedisTarget PLAIN = RedisTarget.of(URI.create("redis://cache"));
    private static final RedisTarget TLS = RedisTarget.of(URI.create("rediss://cache"));

    @Test
    void an_error_of_jedis_without_a_cause_is_a_matter_of_tls_where_tls_is_used() {
        JedisConnectionException bare = new JedisConnectionException("The connection to 'cache' failed ssl");

        assertThat(Failures.ofConnecting(bare, TLS, "").kind()).isEqualTo(FailureKind.TLS);
        assertThat(Failures.ofConnecting(bare, PLAIN, "").kind()).isEqualTo(FailureKind.UNREACHABLE);
    }

    @Test
    void an_error_that_jedis_hides_among_the_suppressed_ones_counts() {
        JedisConnectionException hiding = new JedisConnectionException("Failed to connect to any host");
        hiding.addSuppressed(new ConnectException());

        assertThat(Failures.ofConnecting(hiding, TLS, "").kind()).isEqualTo(FailureKind.REFUSED);
    }

    @Test
    void a_limit_is_shown_only_if_the_time_was_over() {
        assertThat(Failures.ofCalling(new SocketTimeoutException(), "no reply").summary(PLAIN))
                .isEqualTo("no answer in time: cache:6379 (no reply)");
        assertThat(Failures.ofCalling(new IOException(), "no reply").summary(PLAIN))
                .isEqualTo("connection lost: cache:6379");
    }
}
