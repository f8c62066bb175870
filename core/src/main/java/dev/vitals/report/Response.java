package dev.vitals.report;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What a severity asks of people.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param respondWithin the time within which a response is due, from the start of the trouble; zero for at once, at most
 *     30 days
 * @param updateEvery how often those affected get an update; positive, at most 30 days
 * @param escalations whom to bring in and when, soonest first; may be empty
 * @since 0.1.0
 */
public record Response(Duration respondWithin, Duration updateEvery, List<Escalation> escalations) {
    static final Duration LONGEST = Duration.ofDays(30);

    /**
     * Checks the times and copies the list.
     *
     * @throws IllegalArgumentException if a time is out of range or a rung comes before the one above it
     */
    public Response {
        if (Objects.requireNonNull(respondWithin, "respondWithin").isNegative()
                || respondWithin.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("'respondWithin' must be from PT0S to P30D but was " + respondWithin);
        }
        boolean positive = Objects.requireNonNull(updateEvery, "updateEvery").compareTo(Duration.ZERO) > 0;
        if (!positive || updateEvery.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "'updateEvery' must be positive and at most P30D but was " + updateEvery);
        }
        escalations = List.copyOf(Objects.requireNonNull(escalations, "escalations"));
        for (int i = 1; i < escalations.size(); i++) {
            if (escalations.get(i).after().compareTo(escalations.get(i - 1).after()) < 0) {
                throw new IllegalArgumentException("'" + escalations.get(i).to() + "' must not come before '"
                        + escalations.get(i - 1).to() + "' on the ladder");
            }
        }
    }
}
