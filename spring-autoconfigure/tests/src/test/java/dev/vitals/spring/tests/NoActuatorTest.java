package dev.vitals.spring.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitals.spring.tests.Isolated.Started;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;

/** An application without Actuator, on a class path of its own. */
class NoActuatorTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    /** The reactive one runs on Netty, which is taken where there is no Tomcat. */
    private static String without(WebApplicationType type) {
        return "spring-boot.*(actuator|health).*" + (type == WebApplicationType.REACTIVE ? "|.*tomcat.*" : "");
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVLET", "REACTIVE"})
    void the_plain_endpoint_is_on_the_applications_own_server(WebApplicationType type) throws Exception {
        Stream<String> properties = Stream.of(
                "spring.main.web-application-type=" + type,
                "server.servlet.context-path=/shop",
                "spring.webflux.base-path=/shop",
                "server.port=0",
                "server.address=127.0.0.1",
                "spring.application.name=shop",
                "logging.level.root=off",
                "spring.main.banner-mode=off");
        List<String> all =
                Stream.concat(Apps.Servers.properties().stream(), properties).toList();
        try (Started application = Isolated.start(name -> !name.matches(without(type)), all)) {
            int port = application.port();

            await().atMost(SOON).untilAsserted(() -> assertThat(
                            Apps.get(port, "/shop/health/ready").statusCode())
                    .isEqualTo(200));
            assertThat(Apps.get(port, "/shop/health?format=text").body())
                    .startsWith("shop   ")
                    .contains("PostgreSQL 18", "redis.ping");
            assertThat(Apps.get(port, "/shop/health;jsessionid=1/live").statusCode()).isEqualTo(200);
            assertThat(Apps.get(port, "/shop/health/db.connect").body()).contains("\"summary\"");
            assertThat(Apps.get(port, "/shop/health/db.connect", "X-Forwarded-For", "10.0.0.1")
                            .body())
                    .as("to callers from elsewhere")
                    .doesNotContain("PostgreSQL");
            assertThat(Apps.send(port, "HEAD", "/shop/health", "").body()).isEmpty();
            assertThat(Apps.send(port, "DELETE", "/shop/health", "").statusCode()).isEqualTo(405);
            assertThat(Apps.get(port, "/shop/health/nothing").statusCode()).isEqualTo(404);
            assertThat(Apps.get(port, "/shop/health", "Accept", "image/png").statusCode()).isEqualTo(406);
            assertThat(Apps.get(port, "/shop/actuator/health").statusCode()).isEqualTo(404);
        }
    }
}
