package dev.vitals.spring.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitals.Vitals;
import dev.vitals.endpoint.HealthHandler;
import dev.vitals.endpoint.HealthRequest;
import dev.vitals.format.Access;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/** An application with Actuator, on either stack. */
abstract class ActuatorTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    private static ConfigurableApplicationContext application;

    static void start(WebApplicationType type) {
        application = Apps.start(
                type,
                "management.endpoints.web.exposure.include=health,vitals",
                "management.endpoint.health.show-details=always",
                "management.endpoint.health.group.own.include=vitals/licence",
                "management.endpoint.health.group.strict.include=vitals/licence",
                "management.endpoint.health.group.strict.status.order=down,up",
                "management.endpoint.health.group.strict.status.http-mapping.degraded=500",
                "management.endpoint.health.group.shut.include=vitals",
                "management.endpoint.health.group.shut.show-details=never",
                "management.endpoint.vitals.access=unrestricted",
                "vitals.actuator.replace-indicators=true");
    }

    static void stop() {
        application.close();
    }

    @AfterEach
    void heal() {
        Application.LICENCE_EXPIRED.set(false);
    }

    private static String body(String path, String... headers) {
        return Apps.get(application, path, headers).body();
    }

    private static void expire() {
        Application.LICENCE_EXPIRED.set(true);
        await().atMost(SOON).untilAsserted(() -> assertThat(body("/actuator/vitals/licence?format=text"))
                .contains("DOWN", "licence.expired"));
    }

    @Test
    void the_health_endpoint_has_every_check_with_what_it_saw() {
        await().atMost(SOON).untilAsserted(() -> assertThat(body("/actuator/health"))
                .startsWith("{\"")
                .contains("\"vitals\":", "\"db.connect\":", "\"redis.ping\":", "PostgreSQL 18", "\"jvm.heap\":"));
        assertThat(body("/actuator/health/vitals/db.connect")).contains("\"status\":\"UP\"", "\"impact\":\"CRITICAL\"");
        assertThat(Apps.get(application, "/actuator/health/vitals/nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void a_failing_check_that_is_not_critical_degrades_and_is_not_lost() {
        expire();

        assertThat(body("/actuator/health")).contains("\"status\":\"DEGRADED\"");
        assertThat(Apps.get(application, "/actuator/health").statusCode()).isEqualTo(200);
        assertThat(body("/actuator/health/own")).contains("licence.expired").doesNotContain("db.connect");
        assertThat(body("/actuator/health/strict")).as("its order of statuses has none of ours").contains("DEGRADED");
        assertThat(Apps.get(application, "/actuator/health/strict").statusCode()).isEqualTo(500);
    }

    @Test
    void details_are_shown_to_none_but_those_who_may_see_them() {
        expire();

        assertThat(body("/actuator/health/shut")).contains("DEGRADED").doesNotContain("licence.expired", "PostgreSQL");
    }

    @Test
    void actuator_has_the_report_in_the_form_asked_for() {
        await().atMost(SOON).untilAsserted(() -> assertThat(body("/actuator/vitals?format=text")).startsWith("shop   "));
        assertThat(Apps.get(application, "/actuator/vitals").headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
        assertThat(body("/actuator/vitals", "Accept", "text/html")).contains("<html");
        assertThat(body("/actuator/vitals/db.connect")).contains("\"db.connect\"");
        assertThat(body("/actuator/vitals?format=text&exclude=licence&exclude=more")).doesNotContain("licence valid");
        assertThat(Apps.get(application, "/actuator/vitals/nothing").statusCode()).isEqualTo(404);
        assertThat(Apps.get(application, "/actuator/vitals?format=fancy").statusCode()).isEqualTo(400);
        assertThat(body("/actuator/vitals/incidents")).startsWith("[");
    }

    @Test
    void the_page_has_the_headers_that_it_has_on_every_other_server() {
        HttpResponse<String> page = Apps.get(application, "/actuator/vitals", "Accept", "text/html");
        Map<String, String> expected = HealthHandler.of(application.getBean(Vitals.class))
                .handle(new HealthRequest("GET", "/", "", Optional.of("text/html"), Access.OPERATE))
                .headers();

        assertThat(expected).containsKeys("Content-Security-Policy", "X-Content-Type-Options", "Cache-Control");
        expected.forEach((name, value) -> {
            if (!name.startsWith("Content-T") && !name.equals("Content-Length")) {
                assertThat(page.headers().allValues(name)).as(name).containsExactly(value);
            }
        });
    }

    @Test
    void the_page_gets_the_script_that_renews_it() {
        String page = body("/actuator/vitals", "Accept", "text/html");
        String source = page.replaceAll("(?s).*<script src=\"([^\"]*)\".*", "$1");
        HttpResponse<String> script = Apps.get(application, "/actuator/vitals" + source, "Accept", "*/*");
        assertThat(script.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/javascript"));
        assertThat(script.body()).contains("setInterval(");
    }

    @Test
    void the_page_leads_to_what_there_is_and_operates_by_its_script() {
        await().atMost(SOON).untilAsserted(() -> assertThat(body("/actuator/vitals", "Accept", "text/html"))
                .contains("href=\"vitals/incidents\"", "action=\"vitals/dump\"", "formaction=\"vitals/run/db.connect\"")
                .contains("<noscript>buttons need JavaScript here</noscript>", "src=\"vitals/incidents/trends?format=svg\""));
        assertThat(body("/actuator/vitals/db.connect", "Accept", "text/html"))
                .contains("href=\"./\"", "formaction=\"./run/db.connect\"");
        assertThat(Apps.get(application, "/actuator/vitals/", "Accept", "text/html").body())
                .as("what \"./\" leads to")
                .contains("action=\"./dump\"");
        assertThat(body("/actuator/vitals/incidents", "Accept", "text/html")).contains("href=\"./incidents/trends\"");
        HttpResponse<String> ran = Apps.send(
                port(), "POST", "/actuator/vitals/run/licence", "{}", "Content-Type", "application/json");
        assertThat(ran.statusCode()).isEqualTo(200);
        assertThat(ran.body()).contains("\"licence\"");
    }

    @Test
    void an_operation_reaches_its_incident_by_post_alone() {
        int port = application.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        String path = "/actuator/vitals/incidents/none/acknowledge";

        assertThat(Apps.send(port, "POST", path, "{\"by\":\"me\"}", "Content-Type", "application/json")
                        .body())
                .contains("there is no incident 'none'");
        assertThat(Apps.send(port, "POST", path, "by=me", "Content-Type", "text/plain").statusCode())
                .as("what a form of another site could send")
                .isEqualTo(415);
    }

    @Test
    void indicators_that_would_do_the_same_work_are_replaced() {
        assertThat(application.getBean("dbHealthContributor").getClass().getName() + application.getBean("redisHealthContributor").getClass().getName())
                .doesNotContain("DataSourceHealthIndicator", "RedisHealthIndicator");
        assertThat(body("/actuator/health/db")).contains("db.connect");
        assertThat(body("/actuator/health/redis")).contains("redis.ping");
    }

    @Test
    void beans_of_the_application_take_part() {
        assertThat(application.getBean(Vitals.class).names()).contains("licence", "more", "host.disk", "jvm.deadlocks", "db.pool");
        await().atMost(SOON).untilTrue(Application.LISTENED);
    }

    @Test
    void the_applications_registry_shows_the_checks_as_meters() {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(application.getBean(MeterRegistry.class).getMeters().stream()
                                .filter(meter -> meter.getId().getName().startsWith("vitals"))
                                // What comes and goes follows a read.
                                .filter(meter -> meter.measure().iterator().next().getValue() >= 0)
                                .map(meter -> String.valueOf(meter.getId().getTag("check"))))
                        .contains("db.connect"));
    }

    @Test
    void the_report_says_which_build_runs() {
        assertThat(body("/actuator/vitals")).contains("\"4.5.6\"", "a1b2c3d");
    }

    @Test
    void a_dump_is_taken_shown_and_handed_out_to_those_who_may_operate() {
        assertThat(body("/actuator/vitals/dump")).startsWith("{\"dumps\":");
        HttpResponse<String> asked = Apps.send(
                port(), "POST", "/actuator/vitals/dump", "{\"by\":\"me\"}", "Content-Type", "application/json");
        assertThat(asked.statusCode()).isEqualTo(202);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(Apps.get(application, "/actuator/vitals/dump/latest/download")
                                .statusCode())
                        .isEqualTo(200));
        HttpResponse<String> zip = Apps.get(application, "/actuator/vitals/dump/latest/download");
        assertThat(zip.headers().firstValue("Content-Type")).hasValue("application/zip");
        assertThat(zip.body()).startsWith("PK");
        assertThat(asked.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(zip.headers().firstValue("Content-Disposition"))
                .hasValueSatisfying(name -> assertThat(name).startsWith("attachment; filename="));
    }

    private static int port() {
        return application.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    @Test
    void no_second_endpoint_is_mounted_beside_actuator() {
        assertThat(Apps.get(application, "/health").statusCode()).isEqualTo(404);
    }
}
