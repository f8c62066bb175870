package dev.vitals.spring.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.Impact;
import dev.vitals.probe.Result;
import dev.vitals.spring.VitalsBuilderCustomizer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** A thousand callers at an application while a check of it hangs, a hundred of them at a time. */
@Timeout(300)
class CrowdTest {
    private static final int CALLERS = 1_000;
    private static final int AT_A_TIME = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @ParameterizedTest
    @EnumSource(names = {"SERVLET", "REACTIVE"})
    void everyone_is_answered_by_either_endpoint_and_the_check_is_entered_once(WebApplicationType type)
            throws Exception {
        Hung.ENTERED.set(0);
        Hung.letGo = new CountDownLatch(1);
        try (ConfigurableApplicationContext application = Apps.startAlone(
                Hung.class,
                type,
                "vitals.endpoint.enabled=true",
                "vitals.deadline=100ms",
                "management.endpoints.web.exposure.include=vitals")) {
            String site = "http://127.0.0.1:"
                    + application.getEnvironment().getRequiredProperty("local.server.port");
            List<HttpResponse<String>> answers = crowd(site + "/health/ready", site + "/actuator/vitals/ready");

            assertThat(answers).hasSize(CALLERS);
            assertThat(answers.stream().map(HttpResponse::statusCode).distinct()).containsExactly(503);
            assertThat(answers.stream().map(HttpResponse::body).filter(body -> !body.contains("\"pending\":[\"stuck\"")))
                    .isEmpty();
            assertThat(Hung.ENTERED).hasValue(1);
            assertThat(Thread.getAllStackTraces().keySet())
                    .as("a few for the checks, and not one for each caller")
                    .filteredOn(thread -> thread.getName().startsWith("vitals"))
                    .hasSizeLessThan(AT_A_TIME);
        } finally {
            Hung.letGo.countDown();
        }
    }

    private List<HttpResponse<String>> crowd(String... places) throws Exception {
        Semaphore free = new Semaphore(AT_A_TIME);
        List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            free.acquire();
            waiting.add(ask(places[i % places.length]).whenComplete((answer, failed) -> free.release()));
        }
        return waiting.stream().map(CompletableFuture::join).toList();
    }

    /** Reactor Netty may forget to read from a connection that is kept (its issue 4361): then another one is tried, once. */
    private CompletableFuture<HttpResponse<String>> ask(String place) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(place))
                .header("Accept", "application/json")
                .timeout(PATIENCE)
                .build();
        return client.sendAsync(request, BodyHandlers.ofString())
                .exceptionallyCompose(failed -> isLate(failed)
                        ? client.sendAsync(request, BodyHandlers.ofString())
                        : CompletableFuture.failedFuture(failed));
    }

    private static boolean isLate(Throwable failed) {
        return failed instanceof HttpTimeoutException || failed.getCause() instanceof HttpTimeoutException;
    }

    /** Has a check that does not come back before the test lets it. */
    static class Hung extends LifecycleTest.Nothing {
        static final AtomicInteger ENTERED = new AtomicInteger();
        static volatile CountDownLatch letGo = new CountDownLatch(1);

        @Bean
        VitalsBuilderCustomizer stuck() {
            return vitals -> vitals.check(
                    "stuck",
                    context -> {
                        ENTERED.incrementAndGet();
                        letGo.await();
                        return Result.up();
                    },
                    c -> c.impact(Impact.CRITICAL).timeout(Duration.ofMinutes(5)).every(Duration.ofMinutes(10)));
        }
    }
}
