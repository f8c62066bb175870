package dev.vitals.spring.tests.more;

import static dev.vitals.spring.tests.more.Secured.dump;
import static dev.vitals.spring.tests.more.Secured.get;
import static dev.vitals.spring.tests.more.Secured.login;
import static dev.vitals.spring.tests.more.Secured.post;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.format.Access;
import dev.vitals.endpoint.Authoriser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/** Spring MVC behind the lines that docs/spring-boot.md shows. */
@Tag("more")
class SecuredServletTest {
    private static ConfigurableApplicationContext application;

    @BeforeAll
    static void start() {
        application = Secured.start(
                Roles.class, WebApplicationType.SERVLET, "management.endpoint.health.roles=OPERATOR");
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void an_orchestrator_needs_no_login_and_sees_the_status_alone() {
        for (String open : new String[] {
            "/actuator/health", "/actuator/health/readiness", "/health/live", "/health/ready", "/health/started"
        }) {
            assertThat(get(application, open).statusCode()).as(open).isEqualTo(200);
            assertThat(get(application, open).body()).as(open).doesNotContain("\"summary\"");
        }
    }

    @Test
    void what_shows_detail_is_for_operators() {
        for (String shut : new String[] {"/actuator/vitals", "/actuator/vitals/jvm.heap", "/health", "/health/jvm.heap"}) {
            assertThat(get(application, shut).statusCode()).as(shut).isEqualTo(401);
            assertThat(get(application, shut, login("guest")).statusCode()).as(shut).isEqualTo(403);
            assertThat(get(application, shut, login("ops")).body()).as(shut).contains("\"summary\"");
        }
    }

    @Test
    void the_health_endpoint_shows_detail_to_its_roles() {
        assertThat(get(application, "/actuator/health", login("ops")).body()).contains("\"jvm.heap\"");
        assertThat(get(application, "/actuator/health", login("guest")).body()).doesNotContain("jvm.heap");
    }

    @Test
    void operators_take_dumps_without_a_token_against_forgery_and_nobody_else_does() {
        for (String path : new String[] {"/actuator/vitals/dump", "/health/dump"}) {
            assertThat(dump(application, path, login("guest")).statusCode()).as(path).isEqualTo(403);
            assertThat(dump(application, path, login("ops")).statusCode()).as(path).isEqualTo(202);
        }
    }

    @Test
    void what_a_page_of_another_site_can_send_is_refused_even_with_a_login() {
        assertThat(post(application, "/actuator/vitals/dump", "by=me", "Authorization", login("ops")).statusCode())
                .as("no type, as a blob has")
                .isEqualTo(415);
        assertThat(post(
                                application,
                                "/health/dump",
                                "",
                                "Authorization",
                                login("ops"),
                                "Origin",
                                "http://elsewhere.example")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void operators_use_the_forms_of_the_page_and_guests_do_not() {
        assertThat(form(login("ops"), "same-origin")).isEqualTo(200);
        assertThat(form(login("ops"), "cross-site")).isEqualTo(403);
        assertThat(form(login("guest"), "same-origin")).isEqualTo(403);
    }

    private static int form(String login, String site) {
        return post(
                        application,
                        "/health/run/jvm.heap",
                        "",
                        "Authorization",
                        login,
                        "Sec-Fetch-Site",
                        site,
                        "Content-Type",
                        "application/x-www-form-urlencoded",
                        "Accept",
                        "text/html")
                .statusCode();
    }

    /** The first two beans stand in docs/spring-boot.md. */
    @Configuration(proxyBeanMethods = false)
    static class Roles extends SecuredByDefaultTest.Nothing {
        @Bean
        @Order(1)
        SecurityFilterChain health(HttpSecurity http) throws Exception {
            return http.securityMatcher("/actuator/**", "/health/**")
                    .authorizeHttpRequests(requests -> requests.requestMatchers(
                                    "/actuator/health/**", "/health/live", "/health/ready", "/health/started")
                            .permitAll()
                            .anyRequest()
                            .hasRole("OPERATOR"))
                    .csrf(csrf -> csrf.ignoringRequestMatchers("/actuator/vitals/**", "/health/**"))
                    .httpBasic(Customizer.withDefaults())
                    .build();
        }

        @Bean
        Authoriser operators() {
            return caller -> {
                Authentication login = SecurityContextHolder.getContext().getAuthentication();
                boolean operator = login != null
                        && login.getAuthorities().stream().anyMatch(role -> "ROLE_OPERATOR".equals(role.getAuthority()));
                return operator ? Access.OPERATE : Access.STATUS;
            };
        }

        @Bean
        InMemoryUserDetailsManager users() {
            return new InMemoryUserDetailsManager(
                    User.withUsername("ops").password("{noop}opss").roles("OPERATOR").build(),
                    User.withUsername("guest").password("{noop}guests").roles("GUEST").build());
        }
    }
}
