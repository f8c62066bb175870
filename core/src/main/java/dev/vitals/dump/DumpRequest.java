package dev.vitals.dump;

import java.util.Objects;
import java.util.Optional;

/**
 * What a dump is asked for.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param trigger which side asks: {@code api}, {@code http}, {@code jmx}, {@code automatic}; the distance between dumps
 *     counts for each
 * @param reason why, in words
 * @param by the person who asks; empty if none is known
 * @since 0.1.0
 */
public record DumpRequest(String trigger, String reason, Optional<String> by) {
    /** What a program asks for that says nothing more. */
    public static final DumpRequest DEFAULT = new DumpRequest("api", "asked for by the application", Optional.empty());

    /**
     * Refuses nulls.
     *
     * @throws IllegalArgumentException if {@code trigger} or {@code reason} is blank
     */
    public DumpRequest {
        if (Objects.requireNonNull(trigger, "trigger").isBlank()) {
            throw new IllegalArgumentException("'trigger' must not be blank");
        }
        if (Objects.requireNonNull(reason, "reason").isBlank()) {
            throw new IllegalArgumentException("'reason' must not be blank");
        }
        Objects.requireNonNull(by, "by");
    }

    /**
     * Returns a request from one side.
     *
     * @param trigger which side asks, such as {@code jmx}; not blank
     * @param reason why, in words; not blank
     * @return the request
     * @throws IllegalArgumentException if one is blank
     */
    public static DumpRequest of(String trigger, String reason) {
        return new DumpRequest(trigger, reason, Optional.empty());
    }

    /**
     * Returns this request in a person's name.
     *
     * @param person the person who asks
     * @return a copy
     */
    public DumpRequest by(String person) {
        return new DumpRequest(trigger, reason, Optional.of(Objects.requireNonNull(person, "person")));
    }
}
