package dev.vitals.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vitals.http.internal.exchange.Payload;
import dev.vitals.http.internal.exchange.Request;
import dev.vitals.http.internal.exchange.Template;
import dev.vitals.http.internal.exchange.Wellformed;
import dev.vitals.http.internal.expect.Condition;
import dev.vitals.http.internal.expect.Expectations;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A request, and what its answer must look like.
 *
 * <pre>{@code
 * HttpCall.post("https://shop.internal/api/auth/login")
 *         .json("{\"user\": \"probe\", \"password\": \"…\"}")
 *         .expectStatus(200)
 *         .expectJson("/status", "ok")
 * }</pre>
 *
 * <p>Unless told otherwise any status from 200 to 299 is right, nothing is expected of the body and redirects are not
 * followed. In a {@link FlowProbe} address, header values, form fields and JSON may hold places such as
 * <code>${token}</code> for values from earlier answers.
 *
 * <p>Header values, bodies and the query of the address are taken for secrets: no text shows them. Each method throws
 * {@link NullPointerException}, naming the parameter, when one is null.
 *
 * <p>This class is immutable and thread-safe, as far as the suppliers given to it are.
 *
 * @since 0.1.0
 */
public final class HttpCall {
    private static final int MOST_REDIRECTS = 20;

    private final Request request;
    private final Expectations expectations;

    private HttpCall(Request request, Expectations expectations) {
        this.request = request;
        this.expectations = expectations;
    }

    /**
     * Returns a {@code GET}.
     *
     * @param url where to: {@code http://} or {@code https://}, without user and password
     * @return the call
     * @throws IllegalArgumentException if {@code url} is no such address; the message does not repeat it
     */
    public static HttpCall get(String url) {
        return of("GET", url);
    }

    /**
     * Returns a {@code HEAD}.
     *
     * @param url as in {@link #get}
     * @return the call
     * @throws IllegalArgumentException as in {@link #get}
     */
    public static HttpCall head(String url) {
        return of("HEAD", url);
    }

    /**
     * Returns a {@code POST}, without a body so far.
     *
     * @param url as in {@link #get}
     * @return the call
     * @throws IllegalArgumentException as in {@link #get}
     */
    public static HttpCall post(String url) {
        return of("POST", url);
    }

    /**
     * Returns a {@code PUT}, without a body so far.
     *
     * @param url as in {@link #get}
     * @return the call
     * @throws IllegalArgumentException as in {@link #get}
     */
    public static HttpCall put(String url) {
        return of("PUT", url);
    }

    /**
     * Returns a {@code DELETE}.
     *
     * @param url as in {@link #get}
     * @return the call
     * @throws IllegalArgumentException as in {@link #get}
     */
    public static HttpCall delete(String url) {
        return of("DELETE", url);
    }

    /**
     * Returns a call with any method.
     *
     * @param method such as {@code PATCH}; not {@code CONNECT}
     * @param url as in {@link #get}
     * @return the call
     * @throws IllegalArgumentException if {@code method} is no method, or as in {@link #get}
     */
    public static HttpCall of(String method, String url) {
        Template address = new Template(Objects.requireNonNull(url, "url"));
        Request request = new Request(Wellformed.method(method), address, List.of(), Payload.NONE, 0);
        return new HttpCall(Wellformed.addressed(request), Expectations.SUCCESS);
    }

    /**
     * Returns this call with a header, in place of one of the same name.
     *
     * @param name the name
     * @param value the value
     * @return a copy
     * @throws IllegalArgumentException if {@code name} is no name of a header or one that the client of the JDK sets by
     *     itself, such as {@code Host}, or {@code value} holds a line break or another control character. The message
     *     does not repeat the value
     */
    public HttpCall header(String name, String value) {
        String line = Wellformed.headerValue(name, value);
        return withHeader(name, new Request.Value.Written(new Template(line)));
    }

    /**
     * Returns this call with a header whose value is asked for at each request, such as a token that expires.
     *
     * @param name the name
     * @param value gives the value, on the thread of the check; must answer at once. A value that HTTP does not allow
     *     makes the check {@code http.unsendable}
     * @return a copy
     * @throws IllegalArgumentException as in {@link #header(String, String)}
     */
    public HttpCall header(String name, Supplier<String> value) {
        Objects.requireNonNull(value, "value");
        return withHeader(name, new Request.Value.Asked(value));
    }

    /**
     * Returns this call with a user and password, sent with the first request.
     *
     * @param user the user; without a colon
     * @param password the password
     * @return a copy
     * @throws IllegalArgumentException if {@code user} has a colon
     */
    public HttpCall basic(String user, String password) {
        Objects.requireNonNull(password, "password");
        if (Objects.requireNonNull(user, "user").contains(":")) {
            throw new IllegalArgumentException("'user' must not have a colon, which ends it");
        }
        String encoded = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
        return withHeader("Authorization", new Request.Value.Asked(() -> "Basic " + encoded));
    }

    /**
     * Returns this call with a bearer token.
     *
     * @param token the token
     * @return a copy
     * @throws IllegalArgumentException if {@code token} holds a line break or another control character
     */
    public HttpCall bearer(String token) {
        return header("Authorization", "Bearer " + Objects.requireNonNull(token, "token"));
    }

    /**
     * Returns this call with a bearer token that is asked for at each request.
     *
     * @param token gives the token, as in {@link #header(String, Supplier)}
     * @return a copy
     */
    public HttpCall bearer(Supplier<String> token) {
        Objects.requireNonNull(token, "token");
        return header("Authorization", () -> "Bearer " + token.get());
    }

    /**
     * Returns this call with a body of JSON.
     *
     * @param json the text; not checked
     * @return a copy
     */
    public HttpCall json(String json) {
        return withBody(new Payload.Json(new Template(Objects.requireNonNull(json, "json"))));
    }

    /**
     * Returns this call with the fields of a form.
     *
     * @param fields names and values, unencoded
     * @return a copy
     */
    public HttpCall form(Map<String, String> fields) {
        return withBody(new Payload.Form(Objects.requireNonNull(fields, "fields").entrySet().stream()
                .map(field -> Map.entry(field.getKey(), new Template(field.getValue())))
                .toList()));
    }

    /**
     * Returns this call with a file to upload in a form; called again, with another one as well.
     *
     * @param field the name of the field
     * @param file the name of the file
     * @param contentType the type of its content, such as {@code text/plain}
     * @param content the content; copied
     * @return a copy
     * @throws IllegalArgumentException if {@code contentType} is blank or holds a control character
     */
    public HttpCall upload(String field, String file, String contentType, byte[] content) {
        Payload.Part part = new Payload.Part(
                Objects.requireNonNull(field, "field"),
                Optional.of(Objects.requireNonNull(file, "file")),
                Wellformed.contentType(contentType),
                Objects.requireNonNull(content, "content"));
        List<Payload.Part> parts = new ArrayList<>();
        if (request.payload() instanceof Payload.Multipart more) {
            parts.addAll(more.parts());
        }
        parts.add(part);
        return withBody(new Payload.Multipart("vitals-" + UUID.randomUUID(), List.copyOf(parts)));
    }

    /**
     * Returns this call with any other text as its body.
     *
     * @param contentType the type, such as {@code text/plain}; sent in UTF-8
     * @param text the body
     * @return a copy
     * @throws IllegalArgumentException if {@code contentType} is blank or holds a control character
     */
    public HttpCall body(String contentType, String text) {
        return withBody(new Payload.Raw(Wellformed.contentType(contentType), Objects.requireNonNull(text, "text")));
    }

    /**
     * Returns this call, following redirects; never from https to http, and with no header of the call but {@code
     * Accept} to another server.
     *
     * @param most how many; from 1 to 20
     * @return a copy
     * @throws IllegalArgumentException if {@code most} is out of its bounds
     */
    public HttpCall followRedirects(int most) {
        if (most < 1 || most > MOST_REDIRECTS) {
            throw new IllegalArgumentException("'most' must be from 1 to " + MOST_REDIRECTS + " but was " + most);
        }
        return new HttpCall(request.redirects(most), expectations);
    }

    /**
     * Returns this call with the statuses that are right, in place of any from 200 to 299.
     *
     * @param statuses such as 200 or 401; from 200 to 599
     * @return a copy
     * @throws IllegalArgumentException if there is none, or one is out of its bounds
     */
    public HttpCall expectStatus(int... statuses) {
        Set<Integer> right = IntStream.of(Objects.requireNonNull(statuses, "statuses"))
                .boxed()
                .collect(Collectors.toUnmodifiableSet());
        if (right.isEmpty() || right.stream().anyMatch(status -> status < 200 || status > 599)) {
            throw new IllegalArgumentException(
                    "'statuses' must be from 200 to 599, and at least one, but were " + right);
        }
        return new HttpCall(request, expectations.statuses(right));
    }

    /**
     * Returns this call with a text that the body must contain.
     *
     * @param text the text
     * @return a copy
     */
    public HttpCall expectText(String text) {
        return expecting(new Condition.Contains(Objects.requireNonNull(text, "text")));
    }

    /**
     * Returns this call with a text that the body must not contain.
     *
     * @param text the text
     * @return a copy
     */
    public HttpCall expectNoText(String text) {
        return expecting(new Condition.Lacks(Objects.requireNonNull(text, "text")));
    }

    /**
     * Returns this call with a pattern that must be found in the body. The search ends with the time of the check.
     *
     * @param pattern the pattern
     * @return a copy
     */
    public HttpCall expectMatch(Pattern pattern) {
        return expecting(new Condition.Matches(Objects.requireNonNull(pattern, "pattern")));
    }

    /**
     * Returns this call with a value that the body must have.
     *
     * @param pointer a JSON Pointer of RFC 6901, such as {@code /components/db/status}
     * @param value a text, number or boolean; a number equals one of the same value
     * @return a copy
     * @throws IllegalArgumentException if {@code pointer} is no JSON Pointer or {@code value} is something else
     */
    public HttpCall expectJson(String pointer, Object value) {
        return expecting(Condition.Json.equalTo(pointer, value));
    }

    /**
     * Returns this call with a place in the body where there must be something other than null.
     *
     * @param pointer as in {@link #expectJson(String, Object)}
     * @return a copy
     * @throws IllegalArgumentException if {@code pointer} is no JSON Pointer
     */
    public HttpCall expectJsonAt(String pointer) {
        return expecting(Condition.Json.there(pointer));
    }

    /**
     * Returns this call with a number in the body that must lie between two others.
     *
     * @param pointer as in {@link #expectJson(String, Object)}
     * @param least the smallest right number
     * @param most the largest right number; not below {@code least}
     * @return a copy
     * @throws IllegalArgumentException if {@code pointer} is no JSON Pointer or the numbers are out of order
     */
    public HttpCall expectJsonBetween(String pointer, double least, double most) {
        return expecting(Condition.Json.between(pointer, least, most));
    }

    /** Returns this call with a form in which nothing stands for a value. */
    HttpCall literalForm(Map<String, String> fields) {
        return withBody(new Payload.LiteralForm(fields));
    }

    Request request() {
        return request;
    }

    Expectations expectations() {
        return expectations;
    }

    /** Returns method and address, without query, headers and body. */
    @Override
    public String toString() {
        return request.toString();
    }

    private HttpCall expecting(Condition condition) {
        return new HttpCall(request, expectations.and(condition));
    }

    private HttpCall withBody(Payload payload) {
        return new HttpCall(request.with(payload), expectations);
    }

    private HttpCall withHeader(String name, Request.Value value) {
        Request.Header header = new Request.Header(Wellformed.headerName(name), value);
        return new HttpCall(request.with(header), expectations);
    }
}
