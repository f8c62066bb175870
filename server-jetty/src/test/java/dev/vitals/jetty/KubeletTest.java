package dev.vitals.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.vitals.Vitals;
import dev.vitals.endpoint.HealthServer;
import dev.vitals.probe.Group;
import dev.vitals.probe.Impact;
import dev.vitals.probe.Result;
import dev.vitals.probe.Scope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The paths of the manifest in the examples, asked by curl as a kubelet asks: the code counts, and no more than 10 KiB are read. */
class KubeletTest {
    private static final Path MANIFEST = Path.of("..", "examples", "kubernetes", "orders.yaml");
    private static final Pattern PATH = Pattern.compile("(?m)^\\s+path: (/\\S+)$");

    /** What {@code curl --fail} ends with for a 503. */
    private static final int REFUSED = 22;

    @Test
    void the_manifest_asks_for_what_is_answered() throws Exception {
        assertThat(PATH.matcher(Files.readString(MANIFEST)).results().map(path -> path.group(1)))
                .containsExactly("/health/started", "/livez", "/readyz");
        CountDownLatch answers = new CountDownLatch(1);
        try (Vitals vitals = vitals(answers);
                HealthServer server =
                        HealthServer.builder(vitals).address("0.0.0.0").port(0).start()) {
            assertThat(ask(server, "/livez").code()).isZero();
            Answer ready = ask(server, "/readyz");
            assertThat(ready.code()).isEqualTo(REFUSED);
            assertThat(ready.body()).contains("[-]db failed: no result yet").endsWith("readyz check failed\n");
            assertThat(ask(server, "/health/started").code()).isEqualTo(REFUSED);

            answers.countDown();
            Awaitility.await().until(() -> ask(server, "/readyz").code() == 0);
            assertThat(ask(server, "/health/started").code()).isZero();
            assertThat(ask(server, "/readyz?verbose").body()).contains("[+]db ok");
            assertThat(ask(server, "/readyz/db").code()).isZero();
            assertThat(ask(server, "/livez?exclude=deadlock").code()).isZero();
        }
    }

    private static Vitals vitals(CountDownLatch answers) {
        return Vitals.builder("orders")
                .check(
                        "db",
                        context -> {
                            answers.await();
                            return Result.up();
                        },
                        check -> check.impact(Impact.CRITICAL)
                                .timeout(Duration.ofMinutes(2))
                                .every(Duration.ofMinutes(5)))
                .check(
                        "deadlock",
                        context -> Result.up(),
                        check -> check.scope(Scope.LOCAL).groups(Group.LIVE).impact(Impact.CRITICAL))
                .build();
    }

    private static Answer ask(HealthServer server, String path) throws Exception {
        Process curl = curl(
                "--silent",
                "--fail-with-body",
                "--max-filesize",
                "10240",
                "--user-agent",
                "kube-probe/1.31",
                "http://127.0.0.1:" + server.port() + path);
        String body = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(curl.waitFor(), body);
    }

    private static Process curl(String... arguments) {
        try {
            List<String> command = new ArrayList<>(List.of("curl"));
            command.addAll(List.of(arguments));
            return new ProcessBuilder(command).start();
        } catch (IOException e) {
            System.out.println("NOT TESTED with curl: this machine has none");
            return abort("no curl");
        }
    }

    private record Answer(int code, String body) {}
}
