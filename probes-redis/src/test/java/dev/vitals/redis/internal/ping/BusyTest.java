package dev.vitals.redis.internal.ping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.Check;
import dev.vitals.probe.Probe;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.redis.internal.check.ServerProbe;
import dev.vitals.redis.internal.client.RedisTarget;
import dev.vitals.redis.internal.info.InfoReader;
import dev.vitals.redis.internal.link.Pace;
import dev.vitals.redis.internal.link.RedisLink;
import dev.vitals.redis.internal.memory.MemoryJudge;
import dev.vitals.redis.limits.MemoryLimits;
import dev.vitals.redis.limits.PingLimits;
import dev.vitals.testkit.ProbeHarness;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A check that waits for a sibling knows nothing about Redis, whichever check it is. */
class BusyTest {
    private final RedisTarget target = RedisTarget.of(URI.create("redis://redis.example"));
    private final RedisLink link = new RedisLink(target, "vitals-test", false, Pace.real());
    private final InfoReader info = new InfoReader(link);

    @Test
    void ping_behind_memory_is_unknown_and_names_it() throws Exception {
        Result result = behind("sessions.memory", new PingProbe(link, info, PingLimits.DEFAULT));

        assertThat(result.status()).isEqualTo(Status.UNKNOWN);
        assertThat(result.cause()).isEqualTo("redis.busy");
        assertThat(result.summary()).startsWith("another check, 'sessions.memory', has had the connection for ");
        assertThat(result.subjects()).isEmpty();
        assertThat(result.remedies()).isEmpty();
    }

    @Test
    void memory_behind_ping_is_unknown_and_names_it() throws Exception {
        Result result = behind("sessions.ping", new ServerProbe(link, info, new MemoryJudge(MemoryLimits.DEFAULT)));

        assertThat(result.status()).isEqualTo(Status.UNKNOWN);
        assertThat(result.cause()).isEqualTo("redis.busy");
        assertThat(result.summary()).startsWith("another check, 'sessions.ping', has had the connection for ");
    }

    private Result behind(String holder, Probe waiting) throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch enough = new CountDownLatch(1);
        CompletableFuture<Void> holding = CompletableFuture.runAsync(() -> hold(holder, held, enough));
        held.await();
        try {
            return ProbeHarness.of(waiting).timeout(Duration.ofMillis(200)).check();
        } finally {
            enough.countDown();
            holding.join();
        }
    }

    private void hold(String name, CountDownLatch held, CountDownLatch enough) {
        Check check = Check.of(
                name,
                context -> link.alone(context, line -> {
                    held.countDown();
                    awaitQuietly(enough);
                    return Result.up();
                }));
        try {
            ProbeHarness.of(check).check();
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
