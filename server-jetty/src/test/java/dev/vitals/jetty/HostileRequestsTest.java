package dev.vitals.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.Vitals;
import dev.vitals.endpoint.HealthServer;
import dev.vitals.endpoint.HttpServerProvider;
import dev.vitals.probe.Result;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What no honest client sends, byte by byte, to both servers. None takes one request for two, or opens what it must not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileRequestsTest {
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3}) ");
    private static final String LIVE = "GET /health/live HTTP/1.1\r\nHost: localhost\r\n";
    private static final String V10 = "GET /health/live HTTP/1.0\r\nConnection: keep-alive\r\n\r\n";
    private static final String POST = "POST /health HTTP/1.1\r\nHost: localhost\r\n";
    private static final String CHUNKED = "Transfer-Encoding: chunked\r\n";
    private static final String END = "Connection: close\r\n\r\n";
    private static final String DETAIL = "only a local caller reads this";

    private final Vitals vitals =
            Vitals.builder("hostile").check("a", context -> Result.up(DETAIL)).build();
    private final HealthServer jdk = serve(HttpServerProvider.jdk());
    private final HealthServer jetty = serve(new JettyProvider());

    private HealthServer serve(HttpServerProvider provider) {
        return HealthServer.builder(vitals).port(0).server(provider).start();
    }

    @AfterAll
    void stop() {
        jdk.close();
        jetty.close();
        vitals.close();
    }

    /**
     * The statuses of all answers in order, of the JDK's server and of Jetty's. The JDK's drops a request line's fourth word
     * and takes half a line end for a whole one, which nobody sees from outside.
     */
    static Stream<Arguments> requests() {
        return Stream.of(
                // several at once
                request("pipelined", LIVE + "\r\n" + LIVE + "\r\n" + LIVE + END, "200 200 200", "200 200 200"),
                request(
                        "a body nobody reads",
                        POST + "Content-Length: 5\r\n\r\nhello" + LIVE + END,
                        "405 200",
                        "405 200"),
                request("a body in GET", LIVE + "Content-Length: 4\r\n\r\nGET " + LIVE + END, "200 200", "200 200"),
                // two lengths
                request(
                        "length and chunks",
                        POST + "Content-Length: 6\r\n" + CHUNKED + "\r\n0\r\n\r\nG" + LIVE + END,
                        "400",
                        "400"),
                request(
                        "unknown coding",
                        POST + "Transfer-Encoding: xchunked\r\nContent-Length: 4\r\n\r\n" + LIVE + END,
                        "400",
                        "400"),
                request(
                        "two lengths",
                        POST + "Content-Length: 5\r\nContent-Length: 0\r\n\r\n" + LIVE + END,
                        "400",
                        "400"),
                request("a negative length", POST + "Content-Length: -1\r\n\r\n", "400", "400"),
                request("a length with a sign", POST + "Content-Length: +5\r\n\r\nhello" + LIVE + END, "400", "400"),
                request("a length without end", POST + "Content-Length: 99999999999999999999\r\n\r\n", "400", "400"),
                request("a chunk that lies", POST + CHUNKED + "\r\nFFFFFFFFFFFFFFFF\r\nabc\r\n0\r\n\r\n", "405", "405"),
                request("a negative chunk", POST + CHUNKED + "\r\n-1\r\nabc\r\n0\r\n\r\n", "405", "405"),
                request(
                        "a coding behind a control character",
                        POST + "Transfer-Encoding: \u000bchunked\r\n\r\n0\r\n\r\n" + LIVE + END,
                        "405",
                        "400"),
                request(
                        "a list of codings",
                        POST + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n" + LIVE + END,
                        "501",
                        "400"),
                // the end of the connection
                request("the last, among other words", LIVE + "Connection: X, CLOSE\r\n\r\n", "200", "200"),
                request("the last, and not", LIVE + "Connection: keep-alive, close\r\n\r\n" + LIVE + END, "200", "200"),
                request(
                        "HTTP/1.0, and another",
                        V10 + V10 + "GET /health/live HTTP/1.0\r\n\r\n",
                        "200 200 200",
                        "200 200 200"),
                // hosts
                request(
                        "two hosts",
                        "GET /health/a HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n" + END,
                        "400",
                        "400"),
                request("no host", "GET /health/a HTTP/1.1\r\n" + END, "400", "400"),
                request("an empty host", "GET /health/a HTTP/1.1\r\nHost:\r\n" + END, "400", "400"),
                request("a host with a path", "GET /health/a HTTP/1.1\r\nHost: localhost/a\r\n" + END, "400", "400"),
                request("a host with a user", "GET /health/a HTTP/1.1\r\nHost: a@localhost\r\n" + END, "400", "400"),
                request("a list of hosts", "GET /health/a HTTP/1.1\r\nHost: localhost, b\r\n" + END, "400", "400"),
                request("half an address", "GET /health/a HTTP/1.1\r\nHost: [::1\r\n" + END, "400", "400"),
                request("a folded host", "GET /health/a HTTP/1.1\r\nHost: localhost\r\n .b\r\n" + END, "400", "400"),
                request("an address", "GET /health/live HTTP/1.1\r\nHost: [::1]:8080\r\n" + END, "200", "200"),
                request(
                        "a user in the target",
                        "GET http://localhost@b/health/a HTTP/1.1\r\nHost: localhost@b\r\n" + END,
                        "400",
                        "400"),
                request(
                        "another host in the target",
                        "GET http://evil.example/health/a HTTP/1.1\r\nHost: localhost\r\n" + END,
                        "400",
                        "400"),
                request(
                        "another host in the target and none beside it",
                        "GET http://evil.example/health/a HTTP/1.0\r\n\r\n",
                        "400",
                        "200"),
                request(
                        "HEAD of nothing",
                        "HEAD /nosuch HTTP/1.1\r\nHost: localhost\r\n\r\n" + LIVE + END,
                        "404 200",
                        "404 200"),
                request(
                        "its own host in the target",
                        "GET http://localhost/health/live HTTP/1.1\r\nHost: localhost\r\n" + END,
                        "200",
                        "200"),
                request(
                        "a target that begins with two slashes",
                        "GET //evil.example/health/a HTTP/1.1\r\nHost: localhost\r\n" + END,
                        "400",
                        "404"),
                request(
                        "a space in the target",
                        "GET /health/live b HTTP/1.1\r\nHost: localhost\r\n" + END,
                        "200",
                        "400"),
                // heads
                request("a header of 100 kB", LIVE + "X: " + "x".repeat(100_000) + "\r\n" + END, "431", "431"),
                request("a null in a header", LIVE + "X: a\0b\r\n" + END, "400", "400"),
                request("half a line end in a header", LIVE + "X: a\rEvil: b\r\n" + END, "200", "400"),
                request(
                        "a null in the target",
                        "GET /health/\0live HTTP/1.1\r\nHost: localhost\r\n" + END,
                        "400",
                        "400"),
                request(
                        "a space before the colon",
                        "GET /health/live HTTP/1.1\r\nHost : localhost\r\n" + END,
                        "400",
                        "400"),
                request("no colon", LIVE + "garbage\r\n" + END, "400", "400"),
                request("180 headers", LIVE + "X: y\r\n".repeat(180) + END, "200", "200"),
                request("5,000 headers", LIVE + "X: y\r\n".repeat(5_000) + END, "431", "431"),
                // what has no meaning here
                request("a part", LIVE + "Range: bytes=0-3\r\n" + END, "200", "200"),
                request("a condition", LIVE + "If-None-Match: *\r\n" + END, "200", "200"),
                request("a form that is packed", LIVE + "Accept-Encoding: gzip, identity;q=0\r\n" + END, "200", "200"),
                request(
                        "TRACE",
                        "TRACE /health/a HTTP/1.1\r\nHost: localhost\r\nX: " + DETAIL + "\r\n" + END,
                        "405",
                        "405"),
                request("OPTIONS", "OPTIONS /health HTTP/1.1\r\nHost: localhost\r\n" + END, "405", "405"),
                request("OPTIONS of all", "OPTIONS * HTTP/1.1\r\nHost: localhost\r\n" + END, "404", "404"),
                // other protocols
                request("HTTP/0.9", "GET /health/live\r\n\r\n", "400", "505"),
                request("HTTP/1.0", "GET /health/live HTTP/1.0\r\n\r\n", "200", "200"),
                request("HTTP/9.9", "GET /health/live HTTP/9.9\r\nHost: localhost\r\n" + END, "505", "505"),
                request("HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "404", "426"),
                request(
                        "an upgrade to HTTP/2",
                        LIVE + "Upgrade: h2c\r\nConnection: Upgrade, close\r\n\r\n",
                        "200",
                        "200"),
                request("TLS", "\u0016\u0003\u0001\0\u00a5\u0001\0\0\u00a1\u0003\u0003", "", "400"),
                request("an expectation", LIVE + "Expect: 100-continue\r\n" + END, "100 200", "200"));
    }

    private static Arguments request(String name, String bytes, String jdk, String jetty) {
        return Arguments.of(name, bytes, List.of(jdk, jetty));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void a_request_that_is_not_right_is_refused_and_the_next_caller_answered(
            String name, String bytes, List<String> statuses) throws Exception {
        List<HealthServer> servers = List.of(jdk, jetty);
        for (int i = 0; i < servers.size(); i++) {
            String answer = send(servers.get(i), bytes);
            assertThat(STATUS.matcher(answer)
                            .results()
                            .map(status -> status.group(1))
                            .collect(Collectors.joining(" ")))
                    .as(answer)
                    .isEqualTo(statuses.get(i));
            assertThat(answer).doesNotContain(DETAIL);
            assertThat(HonestCalls.call(address(servers.get(i)))).isTrue();
        }
    }

    private static InetSocketAddress address(HealthServer server) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
    }

    /** Returns what comes until the server closes, which may do so with what it has not read still on its way. */
    private static String send(HealthServer server, String bytes) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            for (int next = socket.getInputStream().read();
                    next >= 0;
                    next = socket.getInputStream().read()) {
                answer.write(next);
            }
        } catch (IOException reset) {
            // What has come before counts.
        }
        return answer.toString(StandardCharsets.ISO_8859_1);
    }
}
