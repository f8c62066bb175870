package dev.vitals.http;

import dev.vitals.http.internal.expect.Condition;
import dev.vitals.http.internal.expect.Keep;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * One request of a {@link FlowProbe}, and what is kept of its answer for later ones.
 *
 * <p>This class is immutable and thread-safe, as far as its call is.
 *
 * @since 0.1.0
 */
public final class FlowStep {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][\\w.-]{0,63}");

    private final String name;
    private final HttpCall call;
    private final boolean cleanUp;
    private final List<Keep> kept;

    private FlowStep(String name, HttpCall call, boolean cleanUp, List<Keep> kept) {
        this.name = name;
        this.call = call;
        this.cleanUp = cleanUp;
        this.kept = List.copyOf(kept);
    }

    /**
     * Returns a step, which runs if all before it went well.
     *
     * @param name what it does, such as {@code login}; not blank, unique in its flow
     * @param call the request and what its answer must look like
     * @return the step
     * @throws IllegalArgumentException if {@code name} is blank
     */
    public static FlowStep of(String name, HttpCall call) {
        return new FlowStep(named(name), Objects.requireNonNull(call, "call"), false, List.of());
    }

    /**
     * Returns a step that cleans up: it runs after a failure as well, unless it needs a value that was never kept.
     *
     * @param name what it does; not blank, unique in its flow
     * @param call the request and what its answer must look like
     * @return the step
     * @throws IllegalArgumentException if {@code name} is blank
     */
    public static FlowStep cleanUp(String name, HttpCall call) {
        return new FlowStep(named(name), Objects.requireNonNull(call, "call"), true, List.of());
    }

    /**
     * Returns this step, keeping a value from the JSON of its answer.
     *
     * @param value what later requests call it, as in <code>${token}</code>; starts with a letter
     * @param pointer a JSON Pointer of RFC 6901 to a text, number or boolean
     * @return a copy
     * @throws IllegalArgumentException if {@code value} is no such name or {@code pointer} is no JSON Pointer
     */
    public FlowStep keep(String value, String pointer) {
        return keeping(new Keep.Json(valueName(value), Condition.Json.pointer(pointer)));
    }

    /**
     * Returns this step, keeping a header of its answer, such as {@code Location}.
     *
     * @param value what later requests call it
     * @param header the header's name
     * @return a copy
     * @throws IllegalArgumentException if {@code value} is no such name
     */
    public FlowStep keepHeader(String value, String header) {
        return keeping(new Keep.Header(valueName(value), Objects.requireNonNull(header, "header")));
    }

    /**
     * Returns this step, keeping the value of a cookie that its answer sets. Later requests send it in a header of their
     * own, as in {@code header("Cookie", "SESSION=${session}")}.
     *
     * @param value what later requests call it
     * @param cookie the cookie's name
     * @return a copy
     * @throws IllegalArgumentException if {@code value} is no such name
     */
    public FlowStep keepCookie(String value, String cookie) {
        return keeping(new Keep.Cookie(valueName(value), Objects.requireNonNull(cookie, "cookie")));
    }

    private FlowStep keeping(Keep more) {
        List<Keep> all = new ArrayList<>(kept);
        all.add(more);
        return new FlowStep(name, call, cleanUp, all);
    }

    String name() {
        return name;
    }

    HttpCall call() {
        return call;
    }

    boolean cleansUp() {
        return cleanUp;
    }

    List<Keep> kept() {
        return kept;
    }

    Set<String> needs() {
        return new TreeSet<>(call.request().names());
    }

    private static String named(String name) {
        if (Objects.requireNonNull(name, "name").isBlank()) {
            throw new IllegalArgumentException("'name' must not be blank");
        }
        return name;
    }

    private static String valueName(String value) {
        if (!NAME.matcher(Objects.requireNonNull(value, "value")).matches()) {
            throw new IllegalArgumentException("'value' must be a name such as token but was '" + value + "'");
        }
        return value;
    }

    /** Returns name and call, without anything secret. */
    @Override
    public String toString() {
        return name + ": " + call;
    }
}
