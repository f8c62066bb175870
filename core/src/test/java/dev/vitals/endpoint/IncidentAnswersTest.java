package dev.vitals.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitals.Vitals;
import dev.vitals.format.Access;
import dev.vitals.incident.IncidentSettings;
import dev.vitals.probe.Impact;
import dev.vitals.probe.Result;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IncidentAnswersTest {
    private Vitals vitals;
    private HealthHandler handler;
    private String id;

    @BeforeEach
    void fail() {
        vitals = Vitals.builder("orders")
                .startUpGrace(Duration.ZERO)
                .check(
                        "licence",
                        context -> Result.down("licence.expired", "ended"),
                        policy -> policy.impact(Impact.CRITICAL).every(Duration.ofMillis(50)))
                .incidents(IncidentSettings.DEFAULT)
                .build();
        handler = HealthHandler.of(vitals);
        await().until(() -> !vitals.incidents().orElseThrow().list().isEmpty());
        id = vitals.incidents().orElseThrow().list().get(0).id();
    }

    @AfterEach
    void close() {
        vitals.close();
    }

    @Test
    void those_who_may_see_detail_read_incidents_and_their_documents() {
        assertThat(get("/incidents", Access.DETAIL))
                .startsWith("200 [{\"id\":\"" + id)
                .contains("licence.expired");
        assertThat(get("/incidents/" + id, Access.DETAIL)).contains("\"kind\":\"OPENED\"", "\"respondBy\"");
        assertThat(get("/incidents/" + id, Access.DETAIL))
                .contains("\"verification\":{\"window\":\"PT30M\",\"checks\":[{\"check\":\"licence\",\"good\":false,");
        assertThat(shown(handler.handle(HealthRequest.get("/incidents/" + id, "format=html", Access.DETAIL))))
                .contains("Must be good before it is over", "over once all have been well for 30 m");
        assertThat(get("/incidents/" + id + "/post-mortem", Access.DETAIL)).startsWith("200 # Post-mortem: orders");
        assertThat(get("/incidents/trends", Access.DETAIL)).startsWith("200 {").contains("\"P0\":1");
        assertThat(get("/incidents/nope", Access.DETAIL)).startsWith("404").contains("there is no incident 'nope'");
        assertThat(get("/incidents/" + id + "/poem", Access.DETAIL))
                .startsWith("404")
                .contains("post-mortem");
    }

    @Test
    void strangers_see_none() {
        for (String path : new String[] {"/incidents", "/incidents/" + id, "/incidents/trends"}) {
            assertThat(get(path, Access.STATUS)).startsWith("403").doesNotContain("licence");
        }
    }

    @Test
    void operators_alone_change_them() {
        String acknowledge = "/incidents/" + id + "/acknowledge";
        assertThat(post(acknowledge, "by=ann", Access.DETAIL)).startsWith("403");
        assertThat(post(acknowledge, "by=ann", Access.OPERATE))
                .startsWith("200")
                .contains("\"status\":\"ACKNOWLEDGED\"");
        assertThat(post("/incidents/" + id + "/note", "by=ann&text=looked%20at%20it", Access.OPERATE))
                .contains("looked at it");
        assertThat(post("/incidents/" + id + "/severity", "by=ann&severity=P9&text=x", Access.OPERATE))
                .startsWith("400")
                .contains("'severity' must be one of P0, P1, P2, P3");
        assertThat(post("/incidents/" + id + "/note", "by=ann", Access.OPERATE)).contains("needs the parameter 'text'");
        assertThat(post("/incidents/" + id + "/resolve", "by=ann&text=done", Access.OPERATE))
                .startsWith("200");
        assertThat(post("/incidents/" + id + "/resolve", "by=ann&text=done", Access.OPERATE))
                .startsWith("409");
        assertThat(post("/incidents/" + id + "/explode", "by=ann", Access.OPERATE))
                .startsWith("404");
    }

    @Test
    void without_incidents_the_path_says_how_to_have_them() {
        try (Vitals without =
                Vitals.builder("orders").check("a", context -> Result.up()).build()) {
            HealthResponse answer =
                    HealthHandler.of(without).handle(HealthRequest.get("/incidents", "", Access.DETAIL));

            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.body().toString()).contains("no incidents are kept");
        }
    }

    private String get(String path, Access access) {
        return shown(handler.handle(HealthRequest.get(path, "", access)));
    }

    private String post(String path, String query, Access access) {
        return shown(handler.handle(new HealthRequest("POST", path, query, Optional.empty(), access)));
    }

    private static String shown(HealthResponse answer) {
        return answer.status() + " " + answer.body();
    }
}
