package dev.vitals.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.Vitals;
import dev.vitals.format.Access;
import dev.vitals.probe.Result;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Report;
import dev.vitals.report.Selection;
import dev.vitals.triage.Checks;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be answered on the thread that reads all requests: nothing that has to be made first. */
class WrittenAnswersTest {
    private static final CheckReport UP = Checks.check("a", Result.up());
    private static final CheckReport OTHER = Checks.check("b", Result.up());
    private static final CheckReport DOWN = Checks.check("a", Result.down("a.down", "it is down"));
    private static final String TOKEN = "0123456789abcdef";

    private final FixedSource source = new FixedSource(UP, OTHER);
    private final HealthFront front = front(Authoriser.loopback());

    private HealthFront front(Authoriser authoriser) {
        return new HealthFront(HealthHandler.of(source), authoriser, "/health");
    }

    @AfterEach
    void close() {
        front.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/health,",
        "/health/,",
        "/health,verbose",
        "/health,format=html",
        "/health/live,",
        "/health/ready,verbose",
        "/health/started,verbose",
        "/livez,",
        "/readyz,verbose",
        "/health/live,format=text"
    })
    void an_answer_is_given_again_until_what_it_says_changes(String path, String query) throws Exception {
        HttpCall call = call("GET", path, query == null ? "" : query);
        assertThat(front.written(call)).isEmpty();
        HealthResponse first = answer(front, call);

        assertThat(front.written(call)).containsSame(first);
        source.change(DOWN, OTHER);
        assertThat(front.written(call)).isEmpty();

        HealthResponse changed = answer(front, call);
        assertThat(front.written(call)).containsSame(changed);
    }

    @Test
    void nobody_gets_what_was_written_for_another() throws Exception {
        HttpCall local = call("GET", "/health", "");
        HttpCall passedOn = call("GET", "/health", "", "X-Forwarded-For", "192.0.2.1");
        HealthResponse detail = answer(front, local);

        assertThat(front.written(passedOn)).isEmpty();
        HealthResponse statuses = answer(front, passedOn);
        assertThat(front.written(passedOn)).containsSame(statuses);
        assertThat(front.written(local)).containsSame(detail);
        assertThat(front.written(call("GET", "/health", "", "Accept", "text/plain")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "HEAD,/health,",
        "POST,/health,",
        "GET,/elsewhere,",
        "GET,/health/none,",
        "GET,/health/sign-in,",
        "GET,/health/incidents,",
        "GET,/health/incidents/trends,",
        "GET,/health/dump,",
        "GET,/health/a,",
        "GET,/health/live/a,",
        "GET,/health/group,",
        "GET,/health,exclude=a",
        "GET,/health,exclude=none",
        "GET,/health,width=1",
        "GET,/health,nonsense",
        "GET,/health,format=%",
        "GET,/health,verbose&verbose&verbose&verbose&verbose&verbose&verbose&verbose&verbose&verbose&verbose&verbose&verbose"
    })
    void what_is_not_kept_is_made_elsewhere(String method, String path, String query) throws Exception {
        HttpCall call = call(method, path, query == null ? "" : query);
        answer(front, call("GET", "/health", ""));
        answer(front, call);

        assertThat(front.written(call)).isEmpty();
    }

    @Test
    void a_request_that_names_two_hosts_gets_no_answer_but_a_refusal() throws Exception {
        answer(front, call("GET", "/health", ""));
        HttpCall two = new HttpCall(
                "GET", "/health", "", new Caller(local(), Map.of("Host", List.of("localhost", "evil.example"))));

        assertThat(front.written(two)).isEmpty();
    }

    @Test
    void an_authoriser_that_may_wait_is_not_asked() throws Exception {
        AtomicInteger times = new AtomicInteger();
        Authoriser waits = caller -> {
            times.incrementAndGet();
            return Access.DETAIL;
        };
        try (HealthFront guarded = front(waits)) {
            HttpCall call = call("GET", "/health", "");
            answer(guarded, call);

            assertThat(guarded.written(call)).isEmpty();
            assertThat(times).hasValue(1);
        }
    }

    @Test
    void those_of_ours_do_not_wait_and_what_is_around_another_waits_as_that_does() {
        Authoriser waits = caller -> Access.STATUS;

        assertThat(List.of(
                        Authoriser.loopback(),
                        Authoriser.bearer(TOKEN),
                        Authoriser.always(Access.DETAIL),
                        Authoriser.loopback().forHosts("status.example.org")))
                .allMatch(Authoriser::isImmediate);
        assertThat(List.of(waits, waits.forHosts("status.example.org"))).noneMatch(Authoriser::isImmediate);
    }

    @Test
    void an_operator_is_known_by_the_token_each_time() throws Exception {
        try (HealthFront guarded = front(Authoriser.bearer(TOKEN))) {
            HttpCall operator = call("GET", "/health", "", "Authorization", "Bearer " + TOKEN);
            HealthResponse detail = answer(guarded, operator);

            assertThat(guarded.written(operator)).containsSame(detail);
            assertThat(guarded.written(call("GET", "/health", "", "Authorization", "Bearer " + TOKEN + "x")))
                    .isEmpty();
        }
    }

    @Test
    void a_front_that_closes_has_nothing_written() throws Exception {
        HttpCall call = call("GET", "/health", "");
        answer(front, call);
        front.closing();

        assertThat(front.written(call)).isEmpty();
    }

    @Test
    void what_the_server_says_of_itself_is_not_left_out() throws Exception {
        HttpCall call = call("GET", "/health", "");
        answer(front, call);
        front.revived("it had died");

        assertThat(front.written(call)).isEmpty();
        assertThat(text(answer(front, call))).contains("it had died");
        assertThat(front.written(call)).isEmpty();
    }

    /** Such an answer may have to close its connection. */
    @Test
    void without_descriptors_nothing_is_written_until_somebody_has_looked_again() throws Exception {
        HttpCall call = call("GET", "/health/live", "", "X-Forwarded-For", "192.0.2.1"); // gets no notices
        HealthResponse written = answer(front, call);
        front.outOfDescriptors();

        assertThat(front.written(call)).isEmpty();
        assertThat(front.written(call)).isEmpty();
        assertThat(answer(front, call)).isSameAs(written);
        assertThat(front.written(call)).containsSame(written);
    }

    @Test
    void nothing_is_asked_of_a_source_but_what_it_has() throws Exception {
        AtomicBoolean reading = new AtomicBoolean();
        List<String> noted = new ArrayList<>(); // an error would be taken for "not written"
        FixedSource strict = new FixedSource(UP, OTHER) {
            @Override
            public Report report(Selection selection) {
                return note("report", super.report(selection));
            }

            @Override
            public Set<String> names() {
                return note("names", super.names());
            }

            @Override
            public Set<String> groups() {
                return note("groups", super.groups());
            }

            @Override
            public boolean started() {
                return note("started", super.started());
            }

            private <T> T note(String what, T value) {
                if (reading.get()) {
                    noted.add(what);
                }
                return value;
            }
        };
        try (HealthFront strictly = new HealthFront(HealthHandler.of(strict), Authoriser.loopback(), "/health")) {
            for (String path : List.of("", "/", "/live", "/ready", "/started", "/a", "/live/a", "/none", "/dump")) {
                for (String query : List.of("", "verbose", "exclude=a", "format=html")) {
                    HttpCall call = call("GET", "/health" + path, query);
                    answer(strictly, call);
                    reading.set(true);
                    strictly.written(call);
                    reading.set(false);
                }
            }
        }
        assertThat(noted).isEmpty();
    }

    @Test
    void an_authoriser_that_fails_is_left_to_the_whole_answer() throws Exception {
        Authoriser fails = new Authoriser() {
            @Override
            public Access access(Caller caller) {
                throw new IllegalStateException("access");
            }

            @Override
            public boolean isImmediate() {
                return true;
            }
        };
        try (HealthFront guarded = front(fails)) {
            assertThat(guarded.written(call("GET", "/health", ""))).isEmpty();
            assertThat(answer(guarded, call("GET", "/health", "")).status()).isEqualTo(500);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health/live", "/health/ready", "/health/started"})
    void a_running_source_has_its_answers_written(String path) throws Exception {
        try (Vitals vitals = Vitals.builder("orders")
                        .startUpGrace(Duration.ZERO)
                        .check("a", context -> Result.up())
                        .build();
                HealthFront running = new HealthFront(HealthHandler.of(vitals), Authoriser.loopback(), "/health")) {
            HttpCall call = call("GET", path, "");
            long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            HealthResponse last;
            Optional<HealthResponse> found;
            do {
                last = answer(running, call); // the first results may still be coming in
                found = running.written(call);
            } while (found.isEmpty() && System.nanoTime() - end < 0);

            assertThat(found).containsSame(last);
        }
    }

    @Test
    void start_up_that_is_over_is_said_to_be_so_whatever_fails() throws Exception {
        HttpCall call = call("GET", "/health/started", "format=text");
        HealthResponse yes = answer(front, call);
        source.change(DOWN, OTHER);

        assertThat(front.written(call)).containsSame(yes);
        assertThat(answer(front, call)).isSameAs(yes);
    }

    @Test
    void start_up_that_is_not_over_is_asked_for() throws Exception {
        source.started = false;
        HttpCall call = call("GET", "/health/started", "");
        answer(front, call);

        assertThat(front.written(call)).isEmpty();
    }

    private static HttpCall call(String method, String path, String query, String... headers) {
        Map<String, List<String>> all = new LinkedHashMap<>(Map.of("Host", List.of("localhost")));
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], List.of(headers[i + 1]));
        }
        return new HttpCall(method, path, query, new Caller(local(), all));
    }

    private static Optional<InetAddress> local() {
        return Optional.of(InetAddress.getLoopbackAddress());
    }

    private static HealthResponse answer(HealthFront front, HttpCall call) throws Exception {
        return front.answer(call).toCompletableFuture().get();
    }

    private static String text(HealthResponse response) {
        return StandardCharsets.UTF_8.decode(response.body().buffer()).toString();
    }
}
