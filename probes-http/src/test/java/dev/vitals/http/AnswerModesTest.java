package dev.vitals.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.Result;
import dev.vitals.probe.Size;
import dev.vitals.probe.Status;
import dev.vitals.probe.Subject;
import dev.vitals.probe.Threshold;
import dev.vitals.testkit.ProbeHarness;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Odd answers: what is allowed is understood, what is not has a name, and what cannot be read is never taken for good. */
class AnswerModesTest {
    private static final String JSON = "{\"status\": \"ok\"}";
    private static final String END = "\r\nConnection: close\r\n\r\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\nhello",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\nhello\r\n0\r\n\r\n",
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
                "HTTP/1.1 099 Odd\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 OK\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nX-A: b\u0001c\r\nContent-Length: 0\r\n\r\n"
            })
    void what_http_does_not_allow_is_another_protocol(String answer) throws Exception {
        assertThat(run(answer, call -> call).cause()).isEqualTo("http.protocol");
    }

    @Test
    void a_storm_of_early_hints_has_an_end() throws Exception {
        try (RawServer server = RawServer.of(socket -> {
            RawServer.readHead(socket);
            while (true) {
                RawServer.send(socket, "HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\n".repeat(50));
            }
        })) {
            assertThat(run(HttpCall.get(server.url("/")), Duration.ofSeconds(4)).cause())
                    .isIn("http.protocol", "http.timeout.answer");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
                "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n5\r\nhello\r\n0\r\nX-Sum: 1\r\n\r\n",
                "HTTP/1.0 200 OK\r\n\r\nhello",
                "HTTP/1.1 200 OK\r\n\r\nhello"
            })
    void what_http_allows_is_understood(String answer) throws Exception {
        assertThat(run(answer, call -> call.expectText("hello")).status()).isEqualTo(Status.UP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "deflate", "zstd", "gzip, br"})
    void a_body_that_is_packed_in_another_way_is_never_taken_for_good(String encoding) throws Exception {
        String answer = "HTTP/1.1 200 OK\r\nContent-Encoding: " + encoding + "\r\nContent-Length: 2" + END + "xx";

        Result result = run(answer, call -> call.expectNoText("error"));
        assertThat(result.cause()).isEqualTo("http.encoding");
        assertThat(result.status()).isEqualTo(Status.UNKNOWN);
        assertThat(run(answer, call -> call).status()).as("no condition").isEqualTo(Status.UP);
    }

    @Test
    void gzip_is_read_however_often_and_damage_is_named() throws Exception {
        String once = gzip(JSON.getBytes(UTF_8));
        char[] damaged = once.toCharArray();
        damaged[damaged.length - 6] = (char) (damaged[damaged.length - 6] ^ 1);

        assertThat(json("Content-Encoding: x-gzip", once).status()).isEqualTo(Status.UP);
        assertThat(json("Content-Encoding: gzip, gzip", gzip(once.getBytes(ISO_8859_1)))
                        .status())
                .isEqualTo(Status.UP);
        assertThat(json("Content-Encoding: gzip", new String(damaged)).cause()).isEqualTo("http.content");
        assertThat(json("Content-Encoding: gzip", once.substring(0, once.length() - 9))
                        .cause())
                .isEqualTo("http.content");
    }

    @Test
    void gzip_of_which_only_the_start_is_read_is_not_damaged() throws Exception {
        byte[] noise = new byte[4_000];
        new Random(1).nextBytes(noise);
        String packed = gzip(("ready " + new String(noise, ISO_8859_1)).getBytes(ISO_8859_1));
        try (RawServer server = RawServer.answering(with("Content-Encoding: gzip", packed));
                HttpProbe probe = HttpProbe.of(HttpCall.get(server.url("/")).expectText("ready"))
                        .limits(l -> l.body(Size.ofBytes(2_000)))) {
            assertThat(ProbeHarness.of(probe).check().status()).isEqualTo(Status.UP);
        }
    }

    @Test
    void a_mark_of_the_byte_order_is_no_part_of_json() throws Exception {
        assertThat(json("Content-Type: application/json", "\u00ef\u00bb\u00bf" + JSON)
                        .status())
                .isEqualTo(Status.UP);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a/b\":{\"m~n\":1}}|/a~1b/m~0n|1|ok",
                "{\"s\":[0,{\"t\":1}]}|/s/1/t|1|ok",
                "{\"s\":[1]}|/s/-|1|http.content",
                "{\"s\":null}|/s|1|http.content",
                "{\"s\":9007199254740993}|/s|9007199254740992|http.content",
                "{\"s\":9007199254740993}|/s|9007199254740993|ok",
                "{\"s\":1e2147483647}|/s|1|http.content",
                "{\"s\":1}{\"s\":2}|/s|1|http.json"
            })
    void places_and_numbers_in_json(String body, String pointer, long value, String cause) throws Exception {
        String answer = with("Content-Type: application/json", body);

        assertThat(run(answer, call -> call.expectJson(pointer, value)).cause()).isEqualTo(cause);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://localhost/", "http://[bad", "http://localhost:99999/", "http://localhost:0/"})
    void a_redirect_to_no_address_of_the_web(String location) throws Exception {
        String answer = "HTTP/1.1 302 Found\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n";

        assertThat(run(answer, call -> call.followRedirects(2)).cause()).isEqualTo("http.redirect.target");
    }

    @Test
    void a_redirect_to_a_server_that_is_not_there_blames_that_one() throws Exception {
        String answer = String.join(
                "\r\n",
                "HTTP/1.1 302 Found",
                "Location: http://user:hunter2@no-such-host.invalid/",
                "Content-Length: 0",
                "",
                "");

        Result result = run(answer, call -> call.followRedirects(2));
        assertThat(result.cause()).isEqualTo("http.dns");
        assertThat(result.subjects()).containsExactly(Subject.endpoint("no-such-host.invalid", 80));
        assertThat(result.summary()).contains("at no-such-host.invalid:80").doesNotContain("hunter2");
    }

    @ParameterizedTest
    @CsvSource({"301, GET", "302, GET", "303, GET", "307, POST", "308, POST"})
    void a_redirect_keeps_or_drops_the_body(int status, String method) throws Exception {
        List<String> heads = new CopyOnWriteArrayList<>();
        try (RawServer server = RawServer.of(socket -> {
            String head = RawServer.readHead(socket);
            heads.add(head);
            RawServer.send(
                    socket,
                    head.contains("/next")
                            ? RawServer.ok("text/plain", "ok")
                            : "HTTP/1.1 " + status + " Go\r\nLocation: next page/next\r\nContent-Length: 0" + END);
        })) {
            HttpCall call = HttpCall.post(server.url("/a/b")).json("{}").followRedirects(1);

            assertThat(run(call).status()).isEqualTo(Status.UP);
        }
        assertThat(heads.get(1)).startsWith(method + " /a/next%20page/next ");
        assertThat(heads.get(1).contains("Content-Type")).isEqualTo(method.equals("POST"));
    }

    @Test
    void a_pause_longer_than_any_number_is_a_quarter_of_an_hour() throws Exception {
        String answer = "HTTP/1.1 429 No\r\nRetry-After: 99999999999999999999\r\nContent-Length: 0\r\n\r\n";

        assertThat(run(answer, call -> call).summary()).containsPattern("next attempt in 1[5-6] m");
    }

    private static Result json(String header, String body) throws Exception {
        return run(with(header, body), call -> call.expectJson("/status", "ok"));
    }

    private static String with(String header, String body) {
        return "HTTP/1.1 200 OK\r\n" + header + "\r\nContent-Length: " + body.length() + END + body;
    }

    private static Result run(String answer, UnaryOperator<HttpCall> change) throws Exception {
        try (RawServer server = RawServer.answering(answer)) {
            return run(change.apply(HttpCall.get(server.url("/"))));
        }
    }

    private static Result run(HttpCall call) throws Exception {
        return run(call, Duration.ofMinutes(1));
    }

    private static Result run(HttpCall call, Duration timeout) throws Exception {
        try (HttpProbe probe =
                HttpProbe.of(call).limits(l -> l.answer(Threshold.above(Duration.ofHours(1), Duration.ofHours(2))))) {
            return ProbeHarness.of(probe).timeout(timeout).check();
        }
    }

    private static String gzip(byte[] bytes) throws Exception {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toString(ISO_8859_1);
    }
}
