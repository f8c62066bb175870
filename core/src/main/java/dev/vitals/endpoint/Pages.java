package dev.vitals.endpoint;

import dev.vitals.format.Html;
import dev.vitals.format.HtmlFormat;
import dev.vitals.probe.Status;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Answers for a person at a browser. */
final class Pages {
    private Pages() {}

    static HealthResponse of(int status, String title, Status colour, Consumer<Html> body) {
        return made(status, title, colour, 0, false, body);
    }

    /** A page with operations. */
    static HealthResponse of(int status, String title, Status colour, boolean script, Consumer<Html> body) {
        return made(status, title, colour, 0, script, body);
    }

    /** A page that is loaded again after some seconds. */
    static HealthResponse renewed(int status, String title, Status colour, int seconds, Consumer<Html> body) {
        return made(status, title, colour, seconds, false, body);
    }

    private static HealthResponse made(
            int status, String title, Status colour, int seconds, boolean script, Consumer<Html> body) {
        return with(
                HealthResponse.of(
                        status,
                        HtmlFormat.DEFAULT.contentType(),
                        HtmlFormat.page(title, colour, seconds, script, body)),
                HtmlFormat.DEFAULT.headers());
    }

    /** A text that has a form of its own, shown as it is. */
    static HealthResponse text(String title, String text, Optional<String> home) {
        return of(200, title, Status.UNKNOWN, html -> {
            html.of("h1", title);
            back(html, home);
            html.of("pre", text, "tabindex", "0", "class", "p");
        });
    }

    /** What went wrong with what a person has asked for. The browser's way back leads to what they have written. */
    static HealthResponse problem(int status, String detail, Optional<String> home) {
        return of(status, Problem.title(status), Status.DOWN, html -> {
            html.of("h1", Problem.title(status)).of("p", detail);
            back(html, home);
        });
    }

    static void back(Html html, Optional<String> home) {
        home.ifPresent(
                place -> html.in("p").of("a", "status page", "href", place).end());
    }

    static HealthResponse json(int status, byte[] json) {
        return HealthResponse.of(status, "application/json", json);
    }

    static HealthResponse json(String json) {
        return json(200, json.getBytes(StandardCharsets.UTF_8));
    }

    private static HealthResponse with(HealthResponse answer, Map<String, String> headers) {
        HealthResponse all = answer;
        for (Map.Entry<String, String> header : headers.entrySet()) {
            all = all.header(header.getKey(), header.getValue());
        }
        return all;
    }
}
