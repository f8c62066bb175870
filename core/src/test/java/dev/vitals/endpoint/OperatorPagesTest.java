package dev.vitals.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitals.Vitals;
import dev.vitals.dump.DumpSettings;
import dev.vitals.incident.IncidentSettings;
import dev.vitals.probe.Impact;
import dev.vitals.probe.Result;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator does at a browser, by the links and forms of the pages themselves. */
@TestInstance(Lifecycle.PER_CLASS)
class OperatorPagesTest {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String TOKEN = "0123456789abcdef";
    private static final String BASIC =
            "Basic " + Base64.getEncoder().encodeToString(("ann:" + TOKEN).getBytes(StandardCharsets.UTF_8));
    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    private final AtomicInteger runs = new AtomicInteger();
    private final Vitals vitals = Vitals.builder("orders")
            .startUpGrace(Duration.ZERO)
            .check(
                    "licence",
                    context -> {
                        runs.incrementAndGet();
                        return Result.down("licence.expired", "ended <b>long</b> ago");
                    },
                    policy -> policy.impact(Impact.CRITICAL).every(Duration.ofHours(1)))
            .incidents(IncidentSettings.DEFAULT)
            .dumps(DumpSettings.DEFAULT.onDemandOnly())
            .build();
    private final HealthServer server = HealthServer.builder(vitals)
            .port(0)
            .authoriser(Authoriser.bearer(TOKEN))
            .start();
    private String incident;

    @BeforeAll
    void fail() {
        await().until(() -> !vitals.incidents().orElseThrow().list().isEmpty());
        incident = vitals.incidents().orElseThrow().list().get(0).id();
    }

    @AfterAll
    void close() {
        server.close();
        vitals.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/ready?verbose", "/licence", "/ready/licence", "/ready/"})
    void a_check_is_run_by_the_button_beside_it_wherever_the_page_is(String path) throws Exception {
        HttpResponse<String> page = get(path + (path.contains("verbose") ? "" : "?verbose"));
        int before = runs.get();

        HttpResponse<String> done = post(page.uri().resolve(found(page, "formaction=\"([^\"]+)\"")), "");

        assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
        assertThat(runs).hasValue(before + 1);
        assertThat(done.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(done.body()).contains("has been run now", "licence.expired");
        HttpResponse<String> back = get(done.uri().resolve(found(done, "href=\"([^\"]+)\">all checks")));
        assertThat(back.body()).contains("All 1 checks");
    }

    @Test
    void an_incident_is_answered_by_a_form() throws Exception {
        HttpResponse<String> page = get("");
        HttpResponse<String> one = get(page.uri().resolve(found(page, "href=\"([^\"]+)\">incident ")));
        assertThat(one.body())
                .contains("licence.expired", "ended &lt;b&gt;long&lt;/b&gt; ago", "post mortem", "opened");

        HttpResponse<String> acknowledged =
                post(one.uri().resolve(found(one, "formaction=\"([^\"]+acknowledge)\"")), "by=Ann+B&text=on%20it");
        assertThat(acknowledged.body()).contains("done: acknowledge", "by Ann B on it");

        HttpResponse<String> blank = post(one.uri().resolve(found(one, "formaction=\"([^\"]+note)\"")), "by=ann&text=");
        assertThat(blank.statusCode()).isEqualTo(400);
        assertThat(blank.body())
                .startsWith("<!DOCTYPE html>")
                .contains("&#39;note&#39; needs the parameter &#39;text&#39;");

        HttpResponse<String> document = get(one.uri().resolve(found(one, "href=\"([^\"]+post-mortem)\"")));
        assertThat(document.body()).contains("<pre", "# Post-mortem: orders");
        HttpResponse<String> list = get(one.uri().resolve(found(one, "href=\"([^\"]+)\">all incidents")));
        assertThat(list.body()).contains(incident, "licence.expired in licence");
        HttpResponse<String> trends = get(list.uri().resolve(found(list, "href=\"([^\"]+trends)\"")));
        assertThat(trends.body()).contains("<svg", "Availability by check", "mean time to acknowledge");
        HttpResponse<String> picture = get(list.uri().resolve(found(list, "src=\"([^\"]+)\"")));
        assertThat(picture.headers().firstValue("Content-Type")).hasValue("image/svg+xml");
    }

    @Test
    void a_dump_shows_how_far_it_is_and_ends_with_its_download() throws Exception {
        HttpResponse<String> page = get("/");
        HttpResponse<String> begun = post(page.uri().resolve(found(page, "action=\"([^\"]+dump)\"")), "");
        assertThat(begun.statusCode()).isEqualTo(202);
        assertThat(begun.body()).doesNotContain("http-equiv");

        URI place = begun.uri().resolve(found(begun, "href=\"([^\"]+)\">see how far"));
        await().untilAsserted(() -> assertThat(get(place).body()).contains("/download\""));
        HttpResponse<String> done = get(place);
        assertThat(done.body()).doesNotContain("http-equiv").contains("complete, taken in");
        assertThat(get(done.uri().resolve(found(done, "href=\"([^\"]+download)\"")))
                        .headers()
                        .firstValue("Content-Type"))
                .hasValue("application/zip");
        assertThat(get("").body()).contains("newest dump");
        assertThat(get("?format=json").body()).contains("\"newestDump\":\"dump/", "\"openIncidents\":[\"incidents/");
    }

    @Test
    void those_who_are_no_operators_see_no_button_and_can_sign_in() throws Exception {
        HttpResponse<String> page = send("GET", at("/"), "", "Accept", BROWSER);
        assertThat(page.body())
                .doesNotContain("<button", "<form", incident, "dump")
                .contains("sign in as operator");

        URI door = page.uri().resolve(found(page, "href=\"([^\"]+sign-in)\""));
        HttpResponse<String> asked = send("GET", door, "", "Accept", BROWSER);
        assertThat(asked.statusCode()).isEqualTo(401);
        assertThat(asked.headers().firstValue("WWW-Authenticate").orElseThrow()).startsWith("Basic realm=");
        assertThat(send("HEAD", door, "", "Accept", BROWSER).statusCode()).isEqualTo(401);
        assertThat(get(door).body()).contains("Signed in as operator");

        for (String path : new String[] {"/run/licence", "/dump", "/incidents/" + incident + "/note"}) {
            assertThat(send("POST", at(path), "by=eve&text=x", "Accept", BROWSER)
                            .statusCode())
                    .as(path)
                    .isEqualTo(403);
        }
    }

    @Test
    void what_is_not_there_is_said_on_a_page() throws Exception {
        HttpResponse<String> answer = post(at("/run/%3Cscript%3E"), "");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).startsWith("<!DOCTYPE html>").doesNotContain("<script>");
        assertThat(get("/run/licence").statusCode()).isEqualTo(404);
    }

    private URI at(String path) {
        return URI.create(server.uri() + path);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return get(at(path));
    }

    private HttpResponse<String> get(URI place) throws Exception {
        return send("GET", place, "", "Authorization", BASIC, "Accept", BROWSER);
    }

    private HttpResponse<String> post(URI place, String form) throws Exception {
        return send(
                "POST",
                place,
                form,
                "Authorization",
                BASIC,
                "Accept",
                BROWSER,
                "Content-Type",
                "application/x-www-form-urlencoded",
                "Origin",
                "http://127.0.0.1:" + server.port());
    }

    private static HttpResponse<String> send(String method, URI place, String body, String... headers)
            throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(place)
                        .headers(headers)
                        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String found(HttpResponse<String> page, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(page.body());
        assertThat(matcher.find()).as("%s in %s", pattern, page.body()).isTrue();
        return matcher.group(1).replace("&amp;", "&");
    }
}
