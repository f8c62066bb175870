package dev.vitals.spring.tests.more;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;

/** What is seen of an application that has Spring Security on its class path, and has not set it up. */
@Tag("more")
class SecuredByDefaultTest {
    @ParameterizedTest
    @EnumSource(names = {"SERVLET", "REACTIVE"})
    void the_status_alone_is_open_and_all_else_needs_the_login(WebApplicationType type) {
        try (ConfigurableApplicationContext application = Secured.start(
                Nothing.class, type, "spring.security.user.name=sue", "spring.security.user.password=sues")) {
            HttpResponse<String> kubelet = Secured.get(application, "/actuator/health");
            assertThat(kubelet.statusCode()).isEqualTo(200);
            assertThat(kubelet.body()).contains("\"status\":\"").doesNotContain("jvm.heap", "components");
            assertThat(Secured.get(application, "/actuator/health/liveness").statusCode())
                    .isEqualTo(200);
            for (String shut : new String[] {"/actuator/vitals", "/actuator/vitals/ready", "/health", "/health/live"}) {
                assertThat(Secured.get(application, shut).statusCode()).as(shut).isEqualTo(401);
            }

            assertThat(Secured.get(application, "/actuator/vitals", Secured.login("sue")).body())
                    .contains("\"jvm.heap\"", "\"summary\"");
            assertThat(Secured.get(application, "/health/live", Secured.login("sue")).statusCode())
                    .isEqualTo(200);
            assertThat(Secured.get(application, "/actuator/health", Secured.login("sue")).body())
                    .as("show-details is when-authorized, and names no roles")
                    .contains("\"jvm.heap\"");
            assertThat(Secured.dump(application, "/actuator/vitals/dump", Secured.login("sue")).statusCode())
                    .as("Spring Security's own protection against forged requests, as each stack shows it")
                    .isIn(401, 403);
        }
    }

    @EnableAutoConfiguration(
            excludeName = {
                "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration",
                "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
                "org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration",
                "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration"
            })
    static class Nothing {}
}
