package dev.vitals.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitals.Vitals;
import dev.vitals.dump.DumpSettings;
import dev.vitals.endpoint.Authoriser;
import dev.vitals.endpoint.HealthHandler;
import dev.vitals.endpoint.HealthServer;
import dev.vitals.endpoint.HttpServerProvider;
import dev.vitals.format.Access;
import dev.vitals.incident.IncidentSettings;
import dev.vitals.jetty.JettyProvider;
import dev.vitals.probe.Impact;
import dev.vitals.probe.Result;
import jakarta.servlet.Servlet;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What no honest client sends, over a socket, to each server that there is: the answers are the same. */
@Timeout(240)
@TestInstance(Lifecycle.PER_CLASS)
class BadInputTest {
    private static final String EVIL = "<script>alert(1)</script> \u001b[31mred\u001b[0m\u0007 \u202egnp";
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";
    private static final String OPERATOR = "X-Operator: yes";
    private static final int CROWD = 1_000;

    private final CountDownLatch letGo = new CountDownLatch(1);
    private final Vitals vitals = Vitals.builder("shop")
            .startUpGrace(Duration.ZERO)
            .check("db", context -> Result.down("db.refused", EVIL), c -> c.impact(Impact.CRITICAL))
            .check("mailbox", context -> Result.up("fine"))
            .incidents(IncidentSettings.DEFAULT)
            .dumps(DumpSettings.DEFAULT.onDemandOnly())
            .build();
    private final Vitals hangs = Vitals.builder("hangs")
            .deadline(Duration.ofSeconds(1))
            .check(
                    "stuck",
                    context -> {
                        letGo.await();
                        return Result.up();
                    },
                    c -> c.timeout(Duration.ofMinutes(2))
                            .every(Duration.ofMinutes(3))
                            .maxAge(Duration.ofMinutes(10)))
            .build();
    private final List<Target> targets = new ArrayList<>();
    private final List<AutoCloseable> open = new ArrayList<>();

    /** Where a server answers. */
    private record Target(String name, int port, String base, String hanging) {
        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    void start() throws Exception {
        await().until(() -> !vitals.incidents().orElseThrow().list().isEmpty());
        for (HttpServerProvider provider : List.of(HttpServerProvider.jdk(), new JettyProvider())) {
            HealthServer server = serve(vitals, provider, 0);
            HealthServer hanging = serve(hangs, provider, 0);
            String name = provider instanceof JettyProvider ? "Jetty" : "JDK";
            targets.add(new Target(name, server.port(), "/health", ":" + hanging.port() + "/health"));
        }
        for (String name : List.of("Servlet on Jetty", "Servlet on Tomcat")) {
            Map<String, Servlet> servlets = Map.of(
                    "/health/*",
                    HealthServlet.of(HealthHandler.of(vitals), authoriser()),
                    "/hangs/*",
                    HealthServlet.of(HealthHandler.of(hangs), authoriser()));
            Container container = name.contains("Tomcat") ? Container.tomcat(servlets) : Container.jetty(servlets);
            open.add(container::stop);
            targets.add(new Target(name, container.port(), "/shop/health", ":" + container.port() + "/shop/hangs"));
        }
    }

    private HealthServer serve(Vitals source, HttpServerProvider provider, int port) {
        HealthServer server = HealthServer.builder(source)
                .port(port)
                .server(provider)
                .authoriser(authoriser())
                .start();
        open.add(server);
        return server;
    }

    private static Authoriser authoriser() {
        return caller -> caller.header("X-Operator").isPresent() ? Access.OPERATE : Access.DETAIL;
    }

    @AfterAll
    void stop() throws Exception {
        letGo.countDown();
        for (AutoCloseable one : open) {
            one.close();
        }
        hangs.close();
        vitals.close();
    }

    Stream<Target> targets() {
        return targets.stream();
    }

    @ParameterizedTest
    @MethodSource("targets")
    void an_accept_header_that_makes_no_sense_counts_as_none(Target target) throws Exception {
        for (String accept : List.of(
                "text/html;q=abc",
                "*/json",
                "",
                ",,,",
                "text",
                "text/html;q=2",
                "a/b;c=\"",
                "text/html;q=0.5,".repeat(500) + "*/*",
                "text/html;q=0.5 \u00e9")) {
            Answer answer = get(target, "/mailbox", "Accept: " + accept);

            // A container may refuse a header for its length, or for bytes that headers do not have.
            assertThat(answer.status())
                    .as(accept)
                    .isIn(accept.length() > 1_000 || accept.contains("\u00e9") ? List.of(200, 400, 431) : List.of(200));
            assertThat(answer.text()).as(accept).doesNotContain("<!DOCTYPE html><html lang=\"en\"><head><meta charset");
        }
        assertThat(get(target, "/mailbox", "Accept: " + "x".repeat(10_240)).status())
                .isIn(200, 400, 431);
        assertThat(get(target, "/mailbox", "Accept: image/png").status()).isEqualTo(406);
    }

    @ParameterizedTest
    @MethodSource("targets")
    void what_does_not_exist_is_refused_and_never_echoed_as_it_came(Target target) throws Exception {
        for (String path : List.of(
                "/nosuch",
                "/%3Cscript%3Ealert(1)%3C%2Fscript%3E",
                "/live/nosuch",
                "/nosuch/db",
                "/live/db/x",
                "/%00")) {
            Answer answer = get(target, path, "Accept: text/html");

            assertThat(answer.status()).as(path).isIn(400, 404);
            assertThat(answer.text()).as(path).doesNotContain("<script");
        }
        assertThat(get(target, "?format=nosuch"))
                .returns(400, Answer::status)
                .extracting(Answer::text)
                .asString()
                .contains("'format' must be one of json, ");
        assertThat(get(target, "?format=%3Cscript%3E").header("Content-Type")).contains("application/problem+json");
        assertThat(get(target, "?verbos").status()).isEqualTo(400);
        assertThat(get(target, "?exclude=%zz").status()).isEqualTo(400);
        assertThat(get(target, "?exclude=%ff").status()).isEqualTo(400);
        assertThat(get(target, "?exclude=" + "a".repeat(3_000)).status()).isEqualTo(414);
        assertThat(get(target, "?exclude=" + "a".repeat(100_000)).status()).isIn(400, 414, 431);
        assertThat(get(target, "/" + "a".repeat(3_000)).status()).isIn(400, 414);
    }

    @ParameterizedTest
    @MethodSource("targets")
    void of_a_parameter_that_is_given_twice_the_last_counts(Target target) throws Exception {
        assertThat(get(target, "/mailbox?format=text&format=json&verbose&verbose=false&&")
                        .text())
                .contains("\"status\":\"UP\"");
        assertThat(get(target, "?exclude=db&exclude=db&exclude=mailbox").text()).contains("\"checks\":{}");
    }

    @ParameterizedTest
    @MethodSource("targets")
    void a_path_that_can_be_read_in_two_ways_opens_nothing_else(Target target) throws Exception {
        boolean servlet = target.name().startsWith("Servlet");
        for (String path : List.of(
                "/%2Fmailbox",
                "/live%2Fmailbox",
                "/../dump",
                "/x/../dump",
                "/x/%2e%2e/dump",
                "//dump",
                "/.//dump",
                "/%2e/dump",
                "/;/dump",
                "/dump;x=1",
                "/dump%3Bx",
                "/%64ump")) {
            Answer answer = get(target, path);

            // 403 is the answer of the operation itself, to whom it does not know.
            assertThat(answer.status()).as(path).isIn(400, 403, 404);
        }
        assertThat(get(target, "/live;jsessionid=A1").status()).isEqualTo(servlet ? 200 : 404);
    }

    @ParameterizedTest
    @MethodSource("targets")
    void a_method_that_a_path_does_not_know_is_refused_with_those_it_does(Target target) throws Exception {
        for (String method : List.of("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "get")) {
            Answer answer = ask(target, method, "/mailbox", "");

            assertThat(answer.status()).as(method).isIn(405, 501);
        }
        assertThat(ask(target, "DELETE", "/mailbox", "").header("Allow")).contains("GET, HEAD");
        assertThat(ask(target, "POST", "/mailbox", "").status()).isEqualTo(405);
    }

    @ParameterizedTest
    @MethodSource("targets")
    void head_answers_as_get_does_without_a_body(Target target) throws Exception {
        for (String path : List.of(
                "",
                "/",
                "/live",
                "/ready",
                "/started",
                "/livez",
                "/readyz?verbose",
                "/mailbox",
                "/live/db",
                "/nosuch",
                "?format=html",
                "?format=text",
                "?format=openmetrics",
                "?format=kubernetes",
                "?format=page.js",
                "/incidents",
                "/incidents/trends",
                "/incidents/trends?format=svg",
                "/incidents/nosuch",
                "/dump",
                "/dump/latest",
                "/run/db",
                "/sign-in")) {
            Answer got = get(target, path, "X-Nobody: 1");
            Answer head = ask(target, "HEAD", path, "");

            assertThat(head.status()).as(path).isEqualTo(got.status());
            assertThat(head.text()).as(path).isEmpty();
            assertThat(head.header("Content-Type")).as(path).isEqualTo(got.header("Content-Type"));
            assertThat(head.header("Content-Length")).as(path).isPresent();
        }
    }

    @ParameterizedTest
    @MethodSource("targets")
    void text_of_a_server_gets_through_in_no_format(Target target) throws Exception {
        for (String format : List.of(
                "json",
                "text",
                "html",
                "health",
                "openmetrics",
                "markdown",
                "microprofile",
                "kubernetes",
                "prometheus")) {
            Answer answer = get(target, "?verbose&format=" + format);

            assertThat(answer.status()).as(format).isIn(200, 503);
            assertThat(answer.text()).as(format).doesNotContain("\u001b", "\u0007", "\u202e");
            assertThat(answer.header("X-Content-Type-Options")).as(format).contains("nosniff");
            if (format.equals("html")) {
                assertThat(answer.text()).as(format).doesNotContain("<script>alert");
            }
        }
        String id = vitals.incidents().orElseThrow().list().get(0).id();
        for (String place : List.of("/incidents", "/incidents/" + id, "/incidents/" + id + "/post-mortem")) {
            assertThat(get(target, place + "?format=html").text())
                    .as(place)
                    .startsWith("<!DOCTYPE html>")
                    .doesNotContain("\u001b", "\u202e", "<script>alert");
        }
    }

    @ParameterizedTest
    @MethodSource("targets")
    void a_body_is_not_waited_for_unless_it_is_an_operators_short_form(Target target) throws Exception {
        // From nobody in particular, announced and never sent.
        assertThat(raw(target, "POST", "/dump", FORM + "\r\nContent-Length: 1000000000", "x")
                        .status())
                .isEqualTo(403);
        assertThat(raw(target, "POST", "/nosuch", FORM + "\r\nContent-Length: 100", "x")
                        .status())
                .isIn(404, 405);
        assertThat(raw(target, "GET", "/mailbox", "Content-Length: 100", "x").status())
                .isIn(200, 400);

        // From an operator.
        String note = "/incidents/nosuch/note";
        assertThat(raw(target, "POST", note, OPERATOR + "\r\n" + FORM + "\r\nContent-Length: 1000000000", "by=a")
                        .status())
                .isEqualTo(413);
        assertThat(raw(target, "POST", note, OPERATOR + "\r\n" + FORM + "\r\nContent-Length: 8193", "by=a")
                        .status())
                .isEqualTo(413);
        assertThat(raw(
                                target,
                                "POST",
                                note,
                                OPERATOR + "\r\n" + FORM + "\r\nTransfer-Encoding: chunked",
                                "4\r\nby=a\r\n")
                        .status())
                .isEqualTo(411);
        assertThat(get(target, "/mailbox").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("targets")
    void an_operators_form_is_read_whatever_is_in_it(Target target) throws Exception {
        String id = vitals.incidents().orElseThrow().list().get(0).id();
        String note = "/incidents/" + id + "/note";

        assertThat(form(target, note, "by=eve&by=ann&text=%3Cscript%3E+seen+by+" + target.port()))
                .returns(200, Answer::status)
                .extracting(Answer::text)
                .asString()
                .contains("\"by\":\"ann\"", "seen by " + target.port());
        assertThat(form(target, note, "by=ann&txt=x").status()).isEqualTo(400);
        assertThat(form(target, note, "by=ann").status()).isEqualTo(400);
        assertThat(form(target, note, "&&=&by").status()).isEqualTo(400);
        assertThat(form(target, note, "by=%zz&text=%ff").status()).isIn(200, 400);
        assertThat(form(target, note, "by=ann&text=" + "x".repeat(8_000)).status())
                .isEqualTo(200);
        assertThat(ask(target, "POST", "/run/mailbox", "", OPERATOR).text()).contains("\"status\":\"UP\"");
        assertThat(ask(target, "POST", "/run/nosuch", "", OPERATOR).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @MethodSource("targets")
    void an_operator_who_sends_slowly_holds_up_nobody(Target target) throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < Container.THREADS / 2; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), target.port());
                slow.add(socket);
                socket.getOutputStream()
                        .write(head(
                                        target,
                                        "POST",
                                        "/incidents/x/note",
                                        OPERATOR + "\r\n" + FORM + "\r\nContent-Length: 100")
                                .getBytes(StandardCharsets.ISO_8859_1));
                socket.getOutputStream().write('b');
            }
            for (int i = 0; i < 20; i++) {
                assertThat(get(target, "/mailbox").status()).isEqualTo(200);
            }
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("targets")
    void a_thousand_who_ask_at_once_while_a_probe_hangs_keep_nobody_from_an_answer(Target target) throws Exception {
        int port =
                Integer.parseInt(target.hanging().substring(1, target.hanging().indexOf('/')));
        String base = target.hanging().substring(target.hanging().indexOf('/'));
        Target hanging = new Target(target.name(), port, base, "");
        List<Socket> crowd = new ArrayList<>();
        try {
            for (int i = 0; i < CROWD; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                crowd.add(socket);
                socket.setSoTimeout(120_000);
                String path = i % 2 == 0 ? "" : i % 4 == 1 ? "/ready" : "/stuck";
                socket.getOutputStream()
                        .write(head(hanging, "GET", path, "X-N: 1").getBytes(StandardCharsets.ISO_8859_1));
            }
            assertThat(get(hanging, "/live").status()).isEqualTo(200);
            int answered = 0;
            for (Socket socket : crowd) {
                answered += answer(socket)
                                .filter(status -> status == 200 || status == 503)
                                .isPresent()
                        ? 1
                        : 0;
            }
            // Those beyond what a server of ours holds at once are turned away.
            assertThat(answered).isGreaterThan(CROWD / 10);
        } finally {
            for (Socket socket : crowd) {
                socket.close();
            }
        }
        assertThat(get(hanging, "/live").status()).isEqualTo(200);
    }

    private static Optional<Integer> answer(Socket socket) {
        try {
            return Optional.of(Answer.read(socket, true).status());
        } catch (IOException | AssertionError turnedAway) {
            return Optional.empty();
        }
    }

    private static Answer get(Target target, String path, String... headers) throws IOException {
        return ask(target, "GET", path, "", headers);
    }

    private static Answer form(Target target, String path, String body) throws IOException {
        return ask(target, "POST", path, body, OPERATOR, FORM);
    }

    private static Answer ask(Target target, String method, String path, String body, String... headers)
            throws IOException {
        String lines = String.join("\r\n", headers) + (headers.length == 0 ? "" : "\r\n");
        return raw(target, method, path, lines + "Content-Length: " + body.length(), body);
    }

    private static Answer raw(Target target, String method, String path, String headers, String body)
            throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), target.port())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream()
                    .write((head(target, method, path, headers) + body).getBytes(StandardCharsets.ISO_8859_1));
            return Answer.read(socket, !method.equals("HEAD"));
        }
    }

    private static String head(Target target, String method, String path, String headers) {
        return method + " " + target.base() + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + target.port() + "\r\n" + headers
                + "\r\nConnection: close\r\n\r\n";
    }

    /** An answer as it came over the wire. */
    private record Answer(int status, String head, String text) {
        /** Reads no further than the answer says it goes: the end of the connection may be late. */
        static Answer read(Socket socket, boolean withBody) throws IOException {
            InputStream in = socket.getInputStream();
            StringBuilder head = new StringBuilder();
            for (int c = in.read(); c >= 0; c = in.read()) {
                head.append((char) c);
                if (head.indexOf("\r\n\r\n", Math.max(0, head.length() - 4)) >= 0) {
                    break;
                }
            }
            assertThat(head.toString()).startsWith("HTTP/1.1 ");
            Answer answer = new Answer(Integer.parseInt(head.substring(9, 12)), head.toString(), "");
            int length = answer.header("Content-Length").map(Integer::valueOf).orElse(Integer.MAX_VALUE);
            byte[] body = withBody ? in.readNBytes(length) : in.readAllBytes();
            return new Answer(answer.status(), answer.head(), new String(body, StandardCharsets.UTF_8));
        }

        Optional<String> header(String name) {
            return head.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst();
        }
    }
}
