package dev.vitals.http.internal.query;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.vitals.probe.Cause;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.text.Clean;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A circuit breaker as a document shows it.
 *
 * @param state its state in the document's word
 * @param place where that is
 * @param failed the share of calls that failed, in percent; empty if the document does not say, or too few were counted
 * @param slow the share of calls that were slow, likewise
 */
public record Breaker(String state, JsonPointer place, OptionalDouble failed, OptionalDouble slow) {
    private static final int LONGEST = 40;
    private static final Pattern RATE = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,10})?)\\s?%?");

    /** Reads the state at a place, and beside it what Resilience4j's documents say of the calls. */
    public static Breaker read(JsonNode document, JsonPointer place) {
        JsonPointer above = place.head();
        JsonNode around = above == null ? document : document.at(above);
        return new Breaker(
                document.at(place).asText(),
                place,
                rate(around.path("failureRate")),
                rate(around.path("slowCallRate")));
    }

    private static OptionalDouble rate(JsonNode value) {
        Matcher rate = RATE.matcher(value.asText());
        return rate.matches() ? OptionalDouble.of(Double.parseDouble(rate.group(1))) : OptionalDouble.empty();
    }

    /** Returns what the state means. */
    public Result judge() {
        String word = state.toLowerCase(Locale.ROOT).replace('-', '_');
        return switch (word) {
            case "closed", "disabled", "metrics_only", "false" -> Result.up("circuit breaker is " + shown());
            case "half_open" -> tripped(Status.DEGRADED, QueryCauses.BREAKER_HALF_OPEN, "");
            case "open", "forced_open", "true" ->
                tripped(
                        Status.DOWN,
                        isSlow() ? QueryCauses.BREAKER_SLOW : QueryCauses.BREAKER_OPEN,
                        " (" + shown() + why() + ")");
            default -> Result.unknown(QueryCauses.BREAKER_STATE, QueryCauses.BREAKER_STATE.title() + " at " + place);
        };
    }

    /** A timeout counts as failed and as slow: only where more were slow than failed, slowness alone has opened it. */
    private boolean isSlow() {
        return slow.orElse(0) > failed.orElse(0);
    }

    private String why() {
        return slow.isEmpty() || failed.isEmpty()
                ? ""
                : ", " + Math.round(failed.getAsDouble()) + " % of its calls failed, " + Math.round(slow.getAsDouble())
                        + " % were slow";
    }

    private String shown() {
        return Clean.line(state, LONGEST);
    }

    private static Result tripped(Status status, Cause cause, String detail) {
        return Result.of(status, cause, cause.title() + detail)
                .withRemedies(cause.steps().stream().map(Remedy::of).toList());
    }
}
