package dev.vitals.redis.internal.info;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.Result;
import dev.vitals.redis.Admin;
import dev.vitals.redis.internal.client.RedisTarget;
import dev.vitals.redis.internal.link.Pace;
import dev.vitals.redis.internal.link.RedisLink;
import dev.vitals.testkit.ProbeHarness;
import dev.vitals.testkit.RedisServer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class InfoReaderTest {
    private static final Pace STILL = new Pace(() -> 0, () -> 0.5);

    @Test
    void checks_that_run_at_once_share_one_answer() {
        try (RedisServer server = RedisServer.start();
                Admin admin = Admin.of(server);
                RedisLink link = new RedisLink(RedisTarget.of(server.uri()), "vitals-test", false, STILL)) {
            InfoReader info = new InfoReader(link);
            List<CompletableFuture<RedisInfo>> readers = List.of("a", "b", "c", "d").stream()
                    .map(reader -> CompletableFuture.supplyAsync(() -> read(info, reader)))
                    .toList();

            assertThat(readers.stream().map(CompletableFuture::join).distinct()).hasSize(1);
            assertThat(admin.info("commandstats", "cmdstat_info")).startsWith("calls=1,");
        }
    }

    private static RedisInfo read(InfoReader info, String reader) {
        AtomicReference<RedisInfo> seen = new AtomicReference<>();
        try {
            ProbeHarness.of(context -> {
                        seen.set(info.read(context, reader));
                        return Result.up();
                    })
                    .check();
        } catch (Exception e) {
            throw new CompletionException(e);
        }
        return seen.get();
    }
}
