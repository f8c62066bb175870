package dev.vitals.redis.internal.ping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.redis.internal.client.RedisTarget;
import dev.vitals.redis.limits.PingLimits;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LatencyTest {
    @Test
    void the_median_counts_and_not_the_longest() {
        assertThat(judge(1, 2, 5_000).status()).isEqualTo(Status.UP);
        assertThat(judge(1, 100, 100).status()).isEqualTo(Status.DEGRADED);
        assertThat(judge(1, 1_000, 1_000).status()).isEqualTo(Status.DOWN);
    }

    @Test
    void the_summary_has_the_median_and_the_limit_that_matters() {
        assertThat(judge(1, 2, 5_000).summary()).isEqualTo("PING takes 2 ms (warn 100 ms)");
        assertThat(judge(1, 2_000, 2_000).summary()).isEqualTo("PING takes 2 s (fail 1 s)");
        assertThat(judge(0, 0, 0).summary()).isEqualTo("PING takes less than 0.1 ms (warn 100 ms)");
    }

    private static Result judge(long first, long second, long third) {
        List<Duration> sorted = List.of(Duration.ofMillis(first), Duration.ofMillis(second), Duration.ofMillis(third));
        return new Latency(sorted, Optional.empty())
                .judge(PingLimits.DEFAULT.latency(), RedisTarget.of(URI.create("redis://cache")));
    }
}
