package dev.vitals.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.Vitals;
import dev.vitals.probe.Impact;
import dev.vitals.probe.Result;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A thousand callers at the endpoint while a probe hangs, a hundred of them at a time. */
@Timeout(180)
class CrowdTest {
    private static final int CALLERS = 1_000;
    private static final int AT_A_TIME = 100;

    private final CountDownLatch letGo = new CountDownLatch(1);
    private final AtomicInteger entered = new AtomicInteger();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void a_thousand_requests_are_answered_while_a_probe_hangs_which_is_entered_once() throws Exception {
        try (Vitals vitals = Vitals.builder("orders")
                        .check(
                                "stuck",
                                context -> hang(),
                                c -> c.impact(Impact.CRITICAL)
                                        .timeout(Duration.ofMinutes(2))
                                        .every(Duration.ofMinutes(5)))
                        .check("fine", context -> Result.up())
                        .build();
                HealthServer server = HealthServer.builder(vitals).port(0).start()) {
            List<HttpResponse<String>> answers = crowd(server.uri() + "/ready");

            assertThat(answers).hasSize(CALLERS).allSatisfy(answer -> {
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.body()).contains("\"pending\":[\"stuck\"]");
            });
            assertThat(entered).hasValue(1);
        } finally {
            letGo.countDown();
        }
    }

    private Result hang() throws InterruptedException {
        entered.incrementAndGet();
        letGo.await();
        return Result.up();
    }

    private List<HttpResponse<String>> crowd(String uri) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(uri)).build();
        Semaphore places = new Semaphore(AT_A_TIME);
        List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            places.acquire();
            waiting.add(client.sendAsync(request, BodyHandlers.ofString())
                    .whenComplete((answer, failed) -> places.release()));
        }
        List<HttpResponse<String>> answers = new ArrayList<>();
        for (CompletableFuture<HttpResponse<String>> one : waiting) {
            answers.add(one.get(60, TimeUnit.SECONDS));
        }
        return answers;
    }
}
