package dev.vitals.report;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What each severity asks of people.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class ResponsePlan {
    /** The times of {@link Severity}. Nobody stands on the ladder: whom to call is an organisation's own. */
    public static final ResponsePlan STANDARD = new ResponsePlan(Stream.of(Severity.values())
            .collect(Collectors.toMap(
                    severity -> severity,
                    severity -> new Response(severity.respondWithin(), severity.updateEvery(), List.of()))));

    private final Map<Severity, Response> responses;

    private ResponsePlan(Map<Severity, Response> responses) {
        this.responses = new EnumMap<>(responses);
    }

    /**
     * Returns this plan with another response to a severity.
     *
     * @param severity the severity
     * @param response what it asks of people
     * @return a copy
     */
    public ResponsePlan with(Severity severity, Response response) {
        Objects.requireNonNull(severity, "severity");
        Map<Severity, Response> changed = new EnumMap<>(responses);
        changed.put(severity, Objects.requireNonNull(response, "response"));
        return new ResponsePlan(changed);
    }

    /**
     * Returns what a severity asks of people.
     *
     * @param severity the severity
     * @return the response
     */
    public Response to(Severity severity) {
        return Objects.requireNonNull(responses.get(Objects.requireNonNull(severity, "severity")));
    }
}
