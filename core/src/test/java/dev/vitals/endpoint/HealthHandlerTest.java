package dev.vitals.endpoint;

import static dev.vitals.triage.Checks.check;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.vitals.Vitals;
import dev.vitals.format.Access;
import dev.vitals.probe.Group;
import dev.vitals.probe.Impact;
import dev.vitals.probe.Result;
import dev.vitals.probe.Scope;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Freshness;
import dev.vitals.report.Report;
import dev.vitals.report.Selection;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HealthHandlerTest {
    private static final CheckReport UP = check("a", Result.up("fine"));
    private static final CheckReport DEGRADED = check("slow", Result.degraded("a.slow", "it is slow"));
    private static final CheckReport DOWN = down("db");

    private final FixedSource source = new FixedSource(UP, DEGRADED);
    private final HealthHandler handler = HealthHandler.of(source);

    // --- what an answer means

    @Test
    void a_report_is_503_only_when_the_service_is_down() {
        assertThat(get("", "").status()).isEqualTo(200);

        source.change(UP, DOWN);
        assertThat(get("", "").status()).isEqualTo(503);
        assertThat(get("/", "").status()).isEqualTo(503);

        source.change(check("x", Result.unknown("a.b", "cannot look")));
        assertThat(get("", "").status()).isEqualTo(200);
    }

    @Test
    void readiness_is_503_until_the_report_is_ready() {
        source.change(pending("a"));
        assertThat(get("/ready", "").status()).isEqualTo(503);
        assertThat(get("/ready", "").body())
                .hasToString("{\"schema\":1,\"status\":\"UNKNOWN\",\"ready\":false,"
                        + "\"failing\":[],\"pending\":[\"a\"]}\n");
        assertThat(get("/ready", "verbose").status()).isEqualTo(503);

        source.change(UP);
        assertThat(get("/ready", "").status()).isEqualTo(200);
        assertThat(get("/ready", "").body())
                .hasToString("{\"schema\":1,\"status\":\"UP\",\"ready\":true,\"failing\":[],\"pending\":[]}\n");
    }

    @Test
    void start_up_is_503_until_it_is_over_and_then_looks_at_nothing() {
        source.started = false;
        source.change(pending("a"));
        assertThat(get("/started", "").status()).isEqualTo(503);
        assertThat(get("/started", "").body())
                .hasToString("{\"schema\":1,\"status\":\"UNKNOWN\",\"started\":false,"
                        + "\"failing\":[],\"pending\":[\"a\"]}\n");

        source.started = true;
        source.asked.set(0);
        assertThat(get("/started", "").status()).isEqualTo(200);
        assertThat(source.asked).hasValue(0);
    }

    @Test
    void start_up_does_not_wait_for_an_excluded_check() {
        source.started = false;
        source.change(pending("slow-starter"), check("a", Result.up()));

        assertThat(get("/started", "").status()).isEqualTo(503);
        assertThat(get("/started", "exclude=a").status()).isEqualTo(503);
        assertThat(get("/started", "exclude=slow-starter").body())
                .hasToString("{\"schema\":1,\"status\":\"UP\",\"started\":true,\"failing\":[],\"pending\":[]}\n");
    }

    @Test
    void start_up_in_full_shows_what_is_waited_for() {
        source.started = false;
        source.change(pending("slow-starter"));

        HealthResponse answer = get("/started", "verbose&format=text");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body().toString()).contains("slow-starter  UNKNOWN  result.pending");
    }

    @Test
    void an_empty_liveness_group_is_alive() {
        HealthResponse answer = get("/live", "");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .hasToString("{\"schema\":1,\"status\":\"UP\",\"live\":true,\"failing\":[],\"pending\":[]}\n");
    }

    @Test
    void a_failing_dependency_does_not_touch_liveness() {
        source.change(
                DOWN,
                check("heap", Result.up(), policy -> policy.groups(Group.LIVE).scope(Scope.LOCAL)));

        assertThat(get("/live", "").status()).isEqualTo(200);
        assertThat(get("/ready", "").status()).isEqualTo(503);
    }

    @Test
    void a_group_is_answered_like_the_whole() {
        source.change(UP, check("q", Result.degraded("queue.long", "long"), policy -> policy.groups("batch")));

        HealthResponse answer = get("/batch", "");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().toString())
                .contains("\"group\":\"batch\"", "\"q\":{")
                .doesNotContain("\"a\":{");
    }

    @Test
    void a_single_check_is_answered_alone() {
        source.change(UP, DOWN);

        assertThat(get("/ready/a", "").status()).isEqualTo(200);
        assertThat(get("/ready/a", "").body().toString()).startsWith("{\"schema\":1,\"name\":\"a\",\"status\":\"UP\"");
        assertThat(get("/ready/db", "").status()).isEqualTo(503);
        assertThat(get("/ready/db/", "format=text").body().toString()).startsWith("db   DOWN for 4 m   db.refused\n");
    }

    @Test
    void a_check_is_found_without_its_group() {
        source.change(UP, down("db"), check("loose", Result.up("in no group"), policy -> policy.groups(new String[0])));

        assertThat(get("/a", "").status()).isEqualTo(200);
        assertThat(get("/db", "format=text").body().toString()).startsWith("db   DOWN for 4 m   db.refused\n");
        assertThat(get("/db", "").status()).isEqualTo(503);
        assertThat(get("/loose", "").body().toString()).contains("in no group");
        assertThat(get("/ready/loose", "").status()).isEqualTo(404);
    }

    @Test
    void a_group_goes_before_a_check_of_the_same_name() {
        source.change(
                check("batch", Result.up("the check"), policy -> policy.groups("batch")),
                check("q", Result.up("beside it"), policy -> policy.groups("batch")));

        assertThat(get("/batch", "").body().toString()).contains("the check", "beside it");
        assertThat(get("/batch/batch", "").body().toString())
                .contains("the check")
                .doesNotContain("beside it");
    }

    @Test
    void a_single_check_of_readiness_is_503_before_its_first_result() {
        source.change(pending("a"));

        assertThat(get("/ready/a", "").status()).isEqualTo(503);
        assertThat(get("/started/a", "").status()).isEqualTo(503);
    }

    @Test
    void a_single_check_of_readiness_is_503_once_the_application_closes() {
        Vitals vitals =
                Vitals.builder("orders").check("a", context -> Result.up()).build();
        HealthHandler handler = HealthHandler.of(vitals);
        HealthRequest inReady = HealthRequest.get("/ready/a", "", Access.DETAIL);
        assertThat(handler.handle(inReady).status()).isEqualTo(200);

        vitals.close();

        assertThat(handler.handle(inReady).status()).isEqualTo(503);
        assertThat(handler.handle(HealthRequest.get("/a", "", Access.DETAIL)).status())
                .isEqualTo(200);
    }

    @Test
    void leaving_checks_out_of_a_single_check_is_refused() {
        assertThat(get("/a", "exclude=slow").status()).isEqualTo(400);
        assertThat(get("/ready/a", "exclude=nosuch").body().toString()).contains("'exclude'", "one check");
    }

    @Test
    void a_width_that_is_too_narrow_is_said_to_be() {
        assertThat(get("", "width=5").body().toString())
                .contains("\"warnings\":[\"'width' was 5, but text is never narrower than 60 columns\"]");
        assertThat(get("", "width=60").body().toString()).doesNotContain("warnings");
    }

    @Test
    void an_error_of_the_source_is_a_500_that_does_not_say_which() {
        HealthHandler broken = HealthHandler.of(new FixedSource(UP) {
            @Override
            public Report report(Selection selection) {
                throw new IllegalStateException("s3cret");
            }
        });

        HealthResponse answer = broken.handle(HealthRequest.get("", "", Access.DETAIL));

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body().toString()).doesNotContain("s3cret");
    }

    // --- what is not there

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nosuch",
                "/ready/nosuch",
                "/live/a",
                "/nosuch/a",
                "/ready/a/b",
                "//",
                "//a",
                "ready",
                "/ready//",
                "/live/nosuch",
                "/nosuch/nosuch/nosuch",
                "/..",
                "/%2e%2e/",
                "/ready/%00",
                "/Ready"
            })
    void what_does_not_exist_is_404(String path) {
        HealthResponse answer = get(path, "");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.headers()).containsEntry("Content-Type", "application/problem+json");
        assertThat(answer.body())
                .hasToString("{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404,"
                        + "\"detail\":\"there is no such group or check\","
                        + "\"paths\":[\"/\",\"/live\",\"/ready\",\"/started\",\"/livez\",\"/readyz\","
                        + "\"/livez/{check}\",\"/readyz/{check}\",\"/run/{check}\",\"/{name}\",\"/{group}/{check}\"],"
                        + "\"groups\":[\"live\",\"ready\",\"started\"],\"checks\":[\"a\",\"slow\"]}\n");
    }

    @Test
    void what_does_not_exist_shows_nothing_to_callers_who_may_see_statuses_only() {
        assertThat(handler.handle(HealthRequest.get("/nosuch", "", Access.STATUS))
                        .body())
                .hasToString("{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404,"
                        + "\"detail\":\"there is no such group or check\"}\n");
    }

    @Test
    void a_list_of_what_there_is_has_an_end() {
        source.change(IntStream.range(0, 1_000)
                .mapToObj(i -> check("check-" + i, Result.up()))
                .toArray(CheckReport[]::new));

        String body = get("/nosuch", "").body().toString();

        assertThat(body)
                .hasSizeLessThan(2_000)
                .contains("there is no such group or check; of 1000 checks 50 are listed", "\"check-0\"");
    }

    @Test
    void a_check_that_does_not_exist_is_not_looked_for() {
        get("/ready/nosuch", "");

        assertThat(source.asked).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "get", ""})
    void other_verbs_are_405(String method) {
        HealthResponse answer = handler.handle(new HealthRequest(method, "", "", Optional.empty(), Access.DETAIL));

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.headers()).containsEntry("Allow", "GET, HEAD");
    }

    @ParameterizedTest
    @CsvSource({
        "'', verbose=%",
        "'', verbose=%4",
        "'', verbose=%zz",
        "'', verbose=%-1",
        "'', %ff=1",
        "'', exclude=%c0%80",
        "'', exclude=%٣٣",
        "'', format=xml",
        "'', format=",
        "'', colour=red",
        "'', verbose=maybe",
        "'', width=wide",
        "'', width=-80",
        "'', width=1001",
        "'', width=99999999999",
        "/ready%2, ''",
        "/%ff, ''",
    })
    void what_does_not_decode_or_make_sense_is_400(String path, String query) {
        HealthResponse answer = get(path, query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.headers()).containsEntry("Content-Type", "application/problem+json");
    }

    @Test
    void what_is_too_long_is_414() {
        assertThat(get("/" + "a".repeat(600), "").status()).isEqualTo(414);
        assertThat(get("", "exclude=" + "a".repeat(2_048)).status()).isEqualTo(414);
    }

    @Test
    void a_broken_source_is_a_500_that_gives_nothing_away() {
        HealthHandler broken = HealthHandler.of(new FixedSource() {
            @Override
            public Report report(Selection selection) {
                throw new IllegalStateException("jdbc:postgresql://user:secret@db");
            }
        });

        HealthResponse answer = broken.handle(HealthRequest.get("", "", Access.DETAIL));

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body().toString()).doesNotContain("secret").contains("the report could not be made");
    }

    // --- how it is asked

    @Test
    void head_has_the_headers_of_get_and_no_body() {
        for (String path : new String[] {"", "/ready", "/ready/a", "/nosuch"}) {
            HealthResponse get = get(path, "");
            HealthResponse head = handler.handle(new HealthRequest("HEAD", path, "", Optional.empty(), Access.DETAIL));

            assertThat(head.status()).isEqualTo(get.status());
            assertThat(head.headers()).isEqualTo(get.headers());
            assertThat(head.headers())
                    .containsEntry("Content-Length", "" + get.body().length());
            assertThat(head.body().length()).isZero();
        }
    }

    @Test
    void every_answer_forbids_caching_and_sniffing() {
        for (String path : new String[] {"", "/ready", "/live", "/started", "/ready/a", "/nosuch"}) {
            assertThat(get(path, "").headers())
                    .containsEntry("Cache-Control", "no-store")
                    .containsEntry("X-Content-Type-Options", "nosniff")
                    .containsEntry("Vary", "Accept")
                    .doesNotContainKey("Location");
        }
    }

    @Test
    void the_format_is_chosen_by_accept_and_the_query_goes_before_it() {
        assertThat(accepting("text/plain", "").headers()).containsEntry("Content-Type", "text/plain; charset=utf-8");
        assertThat(accepting("*/*", "").headers()).containsEntry("Content-Type", "application/json");
        assertThat(accepting("image/png", "").status()).isEqualTo(406);
        assertThat(accepting("image/png", "format=text").status()).isEqualTo(200);
        assertThat(accepting("text/plain", "format=json").headers()).containsEntry("Content-Type", "application/json");
    }

    @Test
    void text_is_coloured_only_when_asked() {
        assertThat(get("", "format=text").body().toString()).doesNotContain("\u001b");
        assertThat(get("", "format=text&color").body().toString()).contains("\u001b[");
        assertThat(get("", "format=text&colour=always").body().toString()).contains("\u001b[");
        assertThat(get("", "format=text&colour=never").body().toString()).doesNotContain("\u001b");
    }

    @Test
    void checks_can_be_left_out() {
        source.change(UP, DOWN, down("cache"));

        assertThat(get("/ready", "exclude=db&exclude=cache").status()).isEqualTo(200);
        assertThat(get("/ready", "exclude=db").status()).isEqualTo(503);
        assertThat(get("", "exclude=db&exclude=c%61che").body().toString())
                .contains("\"excluded\":[\"cache\",\"db\"]")
                .contains("\"a\":{")
                .doesNotContain("\"db\":{");
    }

    @Test
    void leaving_out_what_does_not_exist_is_answered_with_a_warning() {
        HealthResponse json = get("/ready", "exclude=nosuch");
        assertThat(json.status()).isEqualTo(200);
        assertThat(json.body().toString())
                .contains("\"warnings\":[\"cannot be excluded, since there is no such check: 'nosuch'\"]");

        assertThat(get("", "exclude=nosuch&format=text").body().toString())
                .endsWith("\nwarning: cannot be excluded, since there is no such check: 'nosuch'\n");
    }

    @Test
    void a_warning_stays_short_and_harmless_whatever_is_asked() {
        String query = "exclude=" + "x".repeat(500) + "&exclude=%1b%5b2J%0aUP"
                + "&exclude=y1&exclude=y2&exclude=y3".repeat(9) + "&exclude=z";

        String body = get("/ready", query).body().toString();

        assertThat(body).hasSizeLessThan(1_000).contains(" more").doesNotContain("\u001b", "\\u001b", "\\n");
    }

    @ParameterizedTest
    @CsvSource({"verbos, verbos", "verbose&_=1700000000, _", "=y, ''", "%1b%5b2J, \uFFFD[2J", "Format=text, Format"})
    void a_parameter_that_does_not_exist_is_refused_by_name(String query, String shown) {
        HealthResponse answer = get("/ready", query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().toString())
                .contains("\"detail\":\"there is no parameter '" + shown
                        + "'; there are color, colour, exclude, format, verbose, width\"");
    }

    @Test
    void parameters_can_be_switched_off_and_empty_ones_do_not_count() {
        assertThat(get("/ready", "&verbose=false&&colour=never&").body())
                .isEqualTo(get("/ready", "").body());
    }

    @Test
    void text_is_as_wide_as_asked() {
        source.change(check("a", Result.down("a.b", "word ".repeat(90)), policy -> policy.impact(Impact.MINOR)));

        assertThat(widest("width=72")).isBetween(60, 72);
        assertThat(widest("width=200")).isBetween(180, 200);
        assertThat(widest("width=20")).isLessThanOrEqualTo(60);
        assertThat(widest("width=")).isEqualTo(widest("verbose=false"));
    }

    private int widest(String query) {
        String text = get("", "format=text&" + query).body().toString();
        return text.lines().mapToInt(String::length).max().orElseThrow();
    }

    // --- who asks

    @Test
    void callers_who_may_see_statuses_only_get_no_cause_or_summary() {
        source.change(UP, DOWN);
        for (String path : new String[] {"", "/ready", "/ready/db"}) {
            for (String query :
                    new String[] {"format=json", "format=text", "format=json&verbose", "format=text&verbose"}) {
                HealthResponse answer = handler.handle(HealthRequest.get(path, query, Access.STATUS));

                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.body().toString())
                        .contains("DOWN")
                        .doesNotContain("db.refused", "cannot connect", "fine");
            }
        }
    }

    // --- what it costs

    @Test
    void an_answer_is_made_once_while_nothing_changes() {
        HealthResponse first = get("", "format=text");

        assertThat(get("", "format=text").body()).isSameAs(first.body());
        assertThat(get("", "verbose=false&format=text").body()).isSameAs(first.body());
        assertThat(handler.handle(HealthRequest.get("", "format=text", Access.OPERATE))
                        .body())
                .isSameAs(first.body());
        assertThat(handler.handle(HealthRequest.get("", "format=text", Access.STATUS))
                        .body())
                .isNotSameAs(first.body());
        assertThat(get("/ready", "").body()).isSameAs(get("/ready", "").body());

        source.change(DOWN);
        assertThat(get("", "format=text").body()).isNotSameAs(first.body());
    }

    @Test
    void an_answer_made_before_costs_next_to_nothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        HealthRequest request = HealthRequest.get("", "", Access.DETAIL);
        int calls = 10_000;
        for (int i = 0; i < calls; i++) {
            handler.handle(request);
        }

        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < calls; i++) {
            handler.handle(request);
        }

        long bytes = (threads.getCurrentThreadAllocatedBytes() - before) / calls;
        assertThat(bytes).isLessThan(500);
    }

    @Test
    void an_answer_to_a_probe_is_short_however_many_checks_there_are() {
        CheckReport[] many = new CheckReport[500];
        for (int i = 0; i < many.length; i++) {
            many[i] = down("check-with-a-long-name-" + i);
        }
        source.change(many);

        for (String probe : new String[] {"/live", "/ready", "/started"}) {
            assertThat(get(probe, "").body().length()).isLessThan(10 * 1024);
        }
    }

    private HealthResponse get(String path, String query) {
        return handler.handle(HealthRequest.get(path, query, Access.DETAIL));
    }

    private HealthResponse accepting(String accept, String query) {
        return handler.handle(new HealthRequest("GET", "", query, Optional.of(accept), Access.DETAIL));
    }

    private static CheckReport down(String name) {
        return check(name, Result.down("db.refused", "cannot connect"), policy -> policy.impact(Impact.CRITICAL));
    }

    private static CheckReport pending(String name) {
        CheckReport check = check(
                name, Result.unknown("result.pending", "no result yet"), policy -> policy.impact(Impact.CRITICAL));
        return check.toBuilder().freshness(Freshness.PENDING).build();
    }
}
