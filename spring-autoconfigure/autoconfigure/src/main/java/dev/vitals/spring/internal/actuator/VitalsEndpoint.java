package dev.vitals.spring.internal.actuator;

import dev.vitals.endpoint.HealthHandler;
import dev.vitals.endpoint.HealthRequest;
import dev.vitals.endpoint.HealthResponse;
import dev.vitals.format.Access;
import dev.vitals.report.ReportSource;
import dev.vitals.spring.internal.web.Lifecycle;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.lang.Nullable;
import org.springframework.util.MimeTypeUtils;

/**
 * The report, the page, the incidents and dumps, under Actuator's rules of who may reach what. Dumps, and operations that
 * change something, are there only with {@code management.endpoint.vitals.access=unrestricted}.
 *
 * <p>Parameters are optional by Spring's own annotation: the one generation knows no other.
 */
@WebEndpoint(id = "vitals", defaultAccess = org.springframework.boot.actuate.endpoint.Access.READ_ONLY)
public final class VitalsEndpoint {
    private final HealthHandler handler;
    private final Lifecycle lifecycle;
    private final Access access;
    private final String home;
    private final Envelope envelope;

    /**
     * Makes it.
     *
     * @param unrestricted whether callers may do all; dumps are shown to nobody else
     * @param name the last part of the endpoint's path, to which its pages refer
     * @param envelope the way of the stack that Actuator is on
     */
    public VitalsEndpoint(
            ReportSource source, Lifecycle lifecycle, boolean unrestricted, String name, Envelope envelope) {
        this.handler = HealthHandler.of(source);
        this.lifecycle = lifecycle;
        this.access = unrestricted ? Access.OPERATE : Access.DETAIL;
        this.home = name + "/";
        this.envelope = envelope;
    }

    /** Shows everything. */
    @ReadOperation(producesFrom = Form.class)
    public WebEndpointResponse<Object> report(
            Form form,
            @Nullable String format,
            @Nullable String verbose,
            @Nullable String width,
            @Nullable String[] exclude) {
        return read("/", home, form, query(format, verbose, width, exclude));
    }

    /** Shows what is below: a group, a check, an incident. */
    @ReadOperation(producesFrom = Form.class)
    public WebEndpointResponse<Object> below(
            @Selector(match = Selector.Match.ALL_REMAINING) String[] path,
            Form form,
            @Nullable String format,
            @Nullable String verbose,
            @Nullable String width,
            @Nullable String[] exclude) {
        String up = path.length < 2 ? "./" : "../".repeat(path.length - 1);
        return read(path(path), up, form, query(format, verbose, width, exclude));
    }

    /** Changes an incident, or has a dump taken. */
    @WriteOperation
    public WebEndpointResponse<Object> change(
            @Selector(match = Selector.Match.ALL_REMAINING) String[] path,
            @Nullable String by,
            @Nullable String text,
            @Nullable String severity,
            @Nullable String include) {
        List<String> words = new ArrayList<>();
        word(words, "by", by);
        word(words, "text", text);
        word(words, "severity", severity);
        word(words, "include", include);
        return answer(
                new HealthRequest("POST", path(path), String.join("&", words), Optional.empty(), Access.OPERATE), "./");
    }

    private WebEndpointResponse<Object> read(String path, String up, Form form, String query) {
        Optional<HealthResponse> refusal = lifecycle.refusal(path);
        return refusal.isPresent()
                ? answer(refusal.get())
                : answer(
                        new HealthRequest(
                                "GET",
                                path,
                                query,
                                Optional.of(form.getProducedMimeType().toString()),
                                access),
                        up);
    }

    private WebEndpointResponse<Object> answer(HealthRequest request, String up) {
        return answer(handler.handle(request, up));
    }

    private WebEndpointResponse<Object> answer(HealthResponse answer) {
        String type = answer.headers().getOrDefault("Content-Type", "application/json");
        return new WebEndpointResponse<>(envelope.around(answer), answer.status(), MimeTypeUtils.parseMimeType(type));
    }

    private static String path(String... elements) {
        return Arrays.stream(elements).map(VitalsEndpoint::encoded).collect(Collectors.joining("/", "/", ""));
    }

    private static String query(
            @Nullable String format, @Nullable String verbose, @Nullable String width, @Nullable String[] exclude) {
        List<String> words = new ArrayList<>();
        word(words, "format", format);
        word(words, "verbose", verbose);
        word(words, "width", width);
        for (String check : exclude == null ? new String[0] : exclude) {
            word(words, "exclude", check);
        }
        return String.join("&", words);
    }

    private static void word(List<String> words, String name, @Nullable String value) {
        if (value != null) {
            words.add(name + "=" + encoded(value));
        }
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
