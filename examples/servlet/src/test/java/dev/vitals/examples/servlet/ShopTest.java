package dev.vitals.examples.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The shop is started, made sick and healed. */
@Timeout(180)
class ShopTest {
    private static final Duration PLENTY = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void its_health_follows_it_through_sickness_and_back() throws Exception {
        try (Shop shop = Shop.start(0)) {
            await().atMost(PLENTY).until(() -> send(shop, "GET", "/readyz").statusCode() == 200);
            assertThat(send(shop, "GET", "/health?format=text").body()).contains("stock 17 articles");

            send(shop, "DELETE", "/stock");
            await().atMost(PLENTY).until(() -> send(shop, "GET", "/readyz").statusCode() == 503);
            await().atMost(PLENTY)
                    .until(() -> send(shop, "GET", "/readyz").body().contains("[-]stock failed"));
            // Start-up has a grace, in which nothing worse is said than that it is not known.
            await().atMost(PLENTY)
                    .untilAsserted(() -> assertThat(send(shop, "GET", "/health").body())
                            .contains("stock.closed", "\"severity\":\"P0\""));
            assertThat(send(shop, "GET", "/livez").statusCode()).isEqualTo(200);

            send(shop, "PUT", "/stock");
            await().atMost(PLENTY).until(() -> send(shop, "GET", "/readyz").statusCode() == 200);
        }
    }

    private HttpResponse<String> send(Shop shop, String method, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(shop.url() + path))
                .method(method, BodyPublishers.noBody())
                .build();
        return client.send(request, BodyHandlers.ofString());
    }
}
