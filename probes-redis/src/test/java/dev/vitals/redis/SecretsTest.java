package dev.vitals.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.Result;
import dev.vitals.probe.Threshold;
import dev.vitals.redis.limits.MemoryLimits;
import dev.vitals.testkit.RedisServer;
import dev.vitals.testkit.options.ServerOptions;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecretsTest {
    private static final String CANARY = "canary-7f3a";

    @Test
    void no_result_ever_shows_the_password() throws Exception {
        List<Result> results = new ArrayList<>();
        ServerOptions options = ServerOptions.defaults()
                .withSetting("requirepass", CANARY)
                .withUser("pinger", CANARY, "+ping")
                .withUser("full", CANARY, "+@all", "~*");
        try (RedisServer server = RedisServer.start(options)) {
            check(server.uri(), results);
            check(server.uri("pinger", CANARY), results);
            check(server.uri("full", CANARY), results);
            check(server.uri("full", CANARY + "-wrong"), results);
            server.stop();
            check(server.uri("full", CANARY), results);
        }
        try (Peer peer = Peer.that(client -> {
            // Sends back whatever it receives, the password included.
            byte[] all = new byte[4096];
            int read = client.getInputStream().read(all);
            client.getOutputStream().write(all, 0, read);
            client.getOutputStream().write("\r\n".getBytes(US_ASCII));
        })) {
            check(withPassword(peer.uri()), results);
        }
        try (Peer peer =
                Peer.that(client -> client.getOutputStream().write(("-" + CANARY + " x\r\n").getBytes(US_ASCII)))) {
            check(withPassword(peer.uri()), results);
        }

        assertThat(results).hasSize(14).noneMatch(result -> result.toString().contains(CANARY));
    }

    private static URI withPassword(URI uri) {
        return URI.create("redis://app:" + CANARY + "@" + uri.getHost() + ":" + uri.getPort());
    }

    private static void check(URI uri, List<Result> results) throws Exception {
        try (Lab lab = Lab.at(uri, probes -> probes.limits(MemoryLimits.class, SecretsTest::low))) {
            results.add(lab.ping());
            results.add(lab.memory());
        }
    }

    private static MemoryLimits low(MemoryLimits limits) {
        return limits.used(Threshold.ratioAbove(0.01, 0.01));
    }
}
