package dev.vitals.spring.tests.more;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitals.Vitals;
import dev.vitals.incident.Incident;
import dev.vitals.incident.IncidentStatus;
import dev.vitals.probe.Impact;
import dev.vitals.probe.Result;
import dev.vitals.spring.VitalsBuilderCustomizer;
import dev.vitals.testkit.RequiresProgram;
import jakarta.servlet.DispatcherType;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.security.web.server.SecurityWebFilterChain;

/**
 * What an operator does at {@code /actuator/vitals} in a real browser, where its script sends what the buttons say. They are
 * logged in to an application that is set up as docs/spring-boot.md shows.
 */
@Tag("more")
@Timeout(300)
@RequiresProgram("chromedriver")
class OperatorsBrowserTest {
    private static final Duration PLENTY = Duration.ofSeconds(60);
    private static final AtomicInteger RUNS = new AtomicInteger();

    private static Browser browser;

    @BeforeAll
    static void start() {
        browser = new Browser();
    }

    @AfterAll
    static void stop() {
        browser.close();
    }

    @BeforeEach
    void fresh() {
        browser.begin();
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVLET", "REACTIVE"})
    void the_buttons_of_the_page_do_what_they_say(WebApplicationType type) throws Exception {
        try (ConfigurableApplicationContext application = start(type)) {
            String site = site(application);
            String id = incident(application);

            browser.logIn("http://" + site + "/login", "ops", "opss");
            browser.open("http://" + site + "/actuator/vitals");
            assertThat(browser.title()).isEqualTo("shop DOWN");
            assertNothingIsWrong();
            assertThat(browser.script("return document.querySelectorAll('input[type=search]').length"))
                    .as("the filter that the script adds last")
                    .isEqualTo(1L);
            int before = RUNS.get();
            browser.unfold("stock");
            browser.pressThrough("//details[summary/span[.='stock']]//button[.='run now']");
            assertThat(RUNS).hasValueGreaterThan(before);
            assertThat(browser.complaints()).isEmpty();

            browser.follow("incident ");
            browser.awaitText("Say what you do");
            assertNothingIsWrong();
            browser.type("by", "Ann");
            browser.type("text", "<b>called \"billing\" & co</b>");
            browser.pressThrough("//button[.='note']");
            assertThat(browser.text()).contains("by Ann <b>called \"billing\" & co</b>");
            browser.type("by", "Ann");
            browser.pressThrough("//button[.='acknowledge']");
            assertThat(status(application, id)).isEqualTo(IncidentStatus.ACKNOWLEDGED);
            browser.type("by", "Ann");
            browser.type("text", "restarted");
            browser.pressThrough("//button[.='resolve']");
            assertThat(status(application, id)).isEqualTo(IncidentStatus.RESOLVED);

            browser.open("http://" + site + "/actuator/vitals");
            browser.pressButton("take a dump");
            browser.awaitText("complete, taken in");
            assertNothingIsWrong();
        }
    }

    @Test
    void with_the_login_of_the_browser_too_and_what_is_refused_is_said() throws Exception {
        try (ConfigurableApplicationContext application = start(WebApplicationType.REACTIVE)) {
            String site = site(application);
            String id = incident(application);

            browser.open("http://ops:opss@" + site + "/actuator/vitals/incidents/" + id);
            browser.type("by", "Ann");
            browser.pressButton("resolve");
            browser.awaitText("✕ 'resolve' needs the parameter 'text'");
            assertThat(status(application, id)).isNotEqualTo(IncidentStatus.RESOLVED);
            browser.type("text", "restarted");
            browser.pressThrough("//button[.='resolve']");
            assertThat(status(application, id)).isEqualTo(IncidentStatus.RESOLVED);
            assertThat(browser.complaints()).isEmpty();

            browser.script("const s = document.createElement('script'); s.textContent = 'window.owned = 1';"
                    + "document.head.append(s)");
            assertThat(browser.script("return window.owned")).isNull();
            assertThat(browser.complaints())
                    .anySatisfy(complaint -> assertThat(complaint).contains("Content Security Policy"));
        }
    }

    @Test
    void the_token_against_forged_requests_is_sent_where_the_page_can_read_it() {
        try (ConfigurableApplicationContext application = Secured.start(Tokens.class, WebApplicationType.SERVLET)) {
            String id = incident(application);
            String path = "/actuator/vitals/incidents/" + id;
            browser.open("http://ops:opss@" + site(application) + path);
            browser.type("by", "Ann");
            browser.pressThrough("//button[.='acknowledge']");
            assertThat(status(application, id)).isEqualTo(IncidentStatus.ACKNOWLEDGED);
            assertThat(Secured.dump(application, path + "/acknowledge", Secured.login("ops")).statusCode())
                    .as("without a token")
                    .isEqualTo(403);

            browser.script("document.cookie = 'XSRF-TOKEN=; Max-Age=0; path=/'");
            browser.type("by", "Ann");
            browser.pressButton("acknowledge");
            browser.awaitText("✕ refused on the way (is a login missing, or a token against forged requests?): 403");
        }
    }

    private static void assertNothingIsWrong() throws Exception {
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.barriers()).isEmpty();
    }

    private static ConfigurableApplicationContext start(WebApplicationType type) {
        return Secured.start(type == WebApplicationType.SERVLET ? Servlets.class : Reactive.class, type);
    }

    private static String site(ConfigurableApplicationContext application) {
        return "127.0.0.1:" + application.getEnvironment().getRequiredProperty("local.server.port");
    }

    private static String incident(ConfigurableApplicationContext application) {
        return await().atMost(PLENTY)
                .until(
                        () -> application.getBean(Vitals.class).incidents().orElseThrow().list().stream()
                                .map(Incident::id)
                                .toList(),
                        ids -> !ids.isEmpty())
                .get(0);
    }

    private static IncidentStatus status(ConfigurableApplicationContext application, String id) {
        return application.getBean(Vitals.class).incidents().orElseThrow().find(id).orElseThrow().status();
    }

    /** Has an incident from the start, by a check that runs at no other time than when it is told. */
    @Configuration(proxyBeanMethods = false)
    static class Broken {
        @Bean
        VitalsBuilderCustomizer stock() {
            return vitals -> vitals.check(
                    "stock",
                    context -> {
                        RUNS.incrementAndGet();
                        return Result.down("stock.empty", "nothing left");
                    },
                    c -> c.impact(Impact.CRITICAL).every(Duration.ofHours(1)).confirmAfter(Duration.ZERO));
        }
    }

    /** The chain of docs/spring-boot.md, and one by which the rest of the application is logged in to. */
    @Import(Broken.class)
    static class Servlets extends SecuredServletTest.Roles {
        @Bean
        @Order(2)
        SecurityFilterChain rest(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                            .permitAll()
                            .anyRequest()
                            .authenticated())
                    .formLogin(Customizer.withDefaults())
                    .build();
        }
    }

    /** Leaves the protection on, with the token in a cookie, as applications of one page have it. */
    @Import(Broken.class)
    @Configuration(proxyBeanMethods = false)
    static class Tokens extends SecuredByDefaultTest.Nothing {
        @Bean
        SecurityFilterChain all(HttpSecurity http) throws Exception {
            CsrfTokenRequestAttributeHandler eager = new CsrfTokenRequestAttributeHandler();
            eager.setCsrfRequestAttributeName(null);
            return http.authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                            .permitAll()
                            .anyRequest()
                            .hasRole("OPERATOR"))
                    .csrf(csrf -> csrf.csrfTokenRepository(CookieCsrfTokenRepository.withHttpOnlyFalse())
                            .csrfTokenRequestHandler(eager))
                    .httpBasic(Customizer.withDefaults())
                    .build();
        }

        @Bean
        InMemoryUserDetailsManager users() {
            return new InMemoryUserDetailsManager(
                    User.withUsername("ops").password("{noop}opss").roles("OPERATOR").build());
        }
    }

    @Import(Broken.class)
    static class Reactive extends SecuredReactiveTest.Roles {
        @Bean
        @Order(2)
        SecurityWebFilterChain rest(ServerHttpSecurity http) {
            return http.authorizeExchange(requests -> requests.anyExchange().authenticated())
                    .formLogin(Customizer.withDefaults())
                    .build();
        }
    }
}
