package dev.vitals.spring.tests.more;

import static dev.vitals.spring.tests.more.Secured.dump;
import static dev.vitals.spring.tests.more.Secured.get;
import static dev.vitals.spring.tests.more.Secured.login;
import static dev.vitals.spring.tests.more.Secured.post;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;

/** WebFlux behind the lines that docs/spring-boot.md shows. */
@Tag("more")
class SecuredReactiveTest {
    @Test
    void an_orchestrator_sees_the_status_and_operators_see_and_do_all() {
        try (ConfigurableApplicationContext application = Secured.start(
                Roles.class, WebApplicationType.REACTIVE, "management.endpoint.health.roles=OPERATOR")) {
            for (String open : new String[] {"/actuator/health", "/actuator/health/readiness", "/health/live"}) {
                assertThat(get(application, open).statusCode()).as(open).isEqualTo(200);
            }
            for (String shut : new String[] {"/actuator/vitals", "/health"}) {
                assertThat(get(application, shut).statusCode()).as(shut).isEqualTo(401);
                assertThat(get(application, shut, login("guest")).statusCode()).as(shut).isEqualTo(403);
                assertThat(get(application, shut, login("ops")).body()).as(shut).contains("\"jvm.heap\"");
            }
            assertThat(get(application, "/actuator/health", login("ops")).body()).contains("\"jvm.heap\"");
            assertThat(get(application, "/actuator/health", login("guest")).body()).doesNotContain("jvm.heap");

            String path = "/actuator/vitals/dump";
            assertThat(dump(application, path, login("guest")).statusCode()).isEqualTo(403);
            assertThat(dump(application, path, login("ops")).statusCode()).isEqualTo(202);
            assertThat(post(application, path, "by=me", "Authorization", login("ops")).statusCode())
                    .as("no type, as a blob has")
                    .isEqualTo(415);
        }
    }

    /** The first bean stands in docs/spring-boot.md. */
    @Configuration(proxyBeanMethods = false)
    static class Roles extends SecuredByDefaultTest.Nothing {
        @Bean
        @Order(1)
        SecurityWebFilterChain health(ServerHttpSecurity http) {
            return http.securityMatcher(ServerWebExchangeMatchers.pathMatchers("/actuator/**", "/health/**"))
                    .authorizeExchange(requests -> requests.pathMatchers(
                                    "/actuator/health/**", "/health/live", "/health/ready", "/health/started")
                            .permitAll()
                            .anyExchange()
                            .hasRole("OPERATOR"))
                    .csrf(ServerHttpSecurity.CsrfSpec::disable)
                    .httpBasic(Customizer.withDefaults())
                    .build();
        }

        @Bean
        MapReactiveUserDetailsService users() {
            return new MapReactiveUserDetailsService(
                    User.withUsername("ops").password("{noop}opss").roles("OPERATOR").build(),
                    User.withUsername("guest").password("{noop}guests").roles("GUEST").build());
        }
    }
}
