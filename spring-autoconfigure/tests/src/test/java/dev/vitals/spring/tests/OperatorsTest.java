package dev.vitals.spring.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitals.Vitals;
import dev.vitals.incident.Incident;
import dev.vitals.incident.IncidentStatus;
import dev.vitals.probe.Impact;
import dev.vitals.probe.Result;
import dev.vitals.spring.VitalsBuilderCustomizer;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** What an operator does with the buttons of the page, which are forms, on the application's own server. */
class OperatorsTest {
    private static final String TOKEN = "a-token-of-more-than-16";
    private static final String LOGIN = "Basic "
            + Base64.getEncoder().encodeToString(("ops:" + TOKEN).getBytes(StandardCharsets.UTF_8));

    @ParameterizedTest
    @EnumSource(names = {"SERVLET", "REACTIVE"})
    void operators_use_the_forms_of_the_page_and_nobody_else_does(WebApplicationType type) {
        try (ConfigurableApplicationContext application = Apps.startAlone(
                Broken.class, type, "vitals.endpoint.enabled=true", "vitals.endpoint.token=" + TOKEN)) {
            String id = incident(application);
            String incident = "/health/incidents/" + id + "/";

            assertThat(Apps.get(application, "/health", "Authorization", LOGIN, "Accept", "text/html").body())
                    .contains("formaction=\"health/run/stock\"", "action=\"health/dump\"", "health/incidents/" + id)
                    .doesNotContain("buttons need JavaScript");
            assertThat(form(application, "/health/run/stock", "").statusCode()).isEqualTo(200);
            assertThat(form(application, "/health/dump", "").statusCode()).isEqualTo(202);
            assertThat(form(application, incident + "note", "by=Zo%C3%AB&text=5%25+%26+more").body())
                    .contains("done: note", "Zoë", "5% &amp; more");
            assertThat(form(application, incident + "acknowledge", "by=Zo%C3%AB&text=").body())
                    .contains("done: acknowledge");
            assertThat(form(application, incident + "resolve", "by=Zo%C3%AB&text=").statusCode())
                    .as("without what has helped")
                    .isEqualTo(400);
            assertThat(form(application, incident + "resolve", "by=Zo%C3%AB&text=restarted").statusCode())
                    .isEqualTo(200);
            assertThat(status(application, id)).isEqualTo(IncidentStatus.RESOLVED);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVLET", "REACTIVE"})
    void a_form_that_another_site_sends_or_a_rebound_name_or_a_stranger_does_nothing(WebApplicationType type) {
        try (ConfigurableApplicationContext application = Apps.startAlone(
                Broken.class, type, "vitals.endpoint.enabled=true", "vitals.endpoint.token=" + TOKEN)) {
            String id = incident(application);
            String note = "/health/incidents/" + id + "/resolve";
            String words = "by=me&text=forged";

            assertThat(form(application, note, words, "Authorization", LOGIN, "Origin", "http://elsewhere.example")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(form(application, note, words, "Authorization", LOGIN, "Sec-Fetch-Site", "cross-site")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(form(application, note, words, "Sec-Fetch-Site", "same-origin").statusCode())
                    .as("of a stranger")
                    .isEqualTo(403);
            assertThat(Rebound.post(application, "evil.example", note, words)).contains(" 403", "may be another's");
            assertThat(form(application, note, "x".repeat(9000), "Authorization", LOGIN).statusCode()).isEqualTo(413);
            assertThat(status(application, id)).isNotEqualTo(IncidentStatus.RESOLVED);
        }
    }

    private static HttpResponse<String> form(ConfigurableApplicationContext application, String path, String words) {
        return form(application, path, words, "Authorization", LOGIN, "Sec-Fetch-Site", "same-origin");
    }

    private static HttpResponse<String> form(
            ConfigurableApplicationContext application, String path, String words, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("Content-Type", "application/x-www-form-urlencoded", "Accept", "text/html"));
        int port = application.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        return Apps.send(port, "POST", path, words, all.toArray(String[]::new));
    }

    private static String incident(ConfigurableApplicationContext application) {
        return await().atMost(Duration.ofSeconds(60))
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

    /** Has an incident from the start. */
    static class Broken extends LifecycleTest.Nothing {
        @Bean
        VitalsBuilderCustomizer stock() {
            return vitals -> vitals.check(
                    "stock", context -> Result.down("stock.empty", "nothing left"), c -> c.impact(Impact.CRITICAL));
        }
    }
}
