package dev.vitals.dump;

import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a dump is asked for, and what it shall hold besides.
 *
 * <pre>{@code
 * vitals.dump(DumpRequest.of("api", "before the restart").with(DumpExtra.CLASS_HISTOGRAM))
 * }</pre>
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param trigger which side asks: {@code api}, {@code http}, {@code jmx}, {@code automatic}; the distance between dumps
 *     counts for each
 * @param reason why, in words
 * @param by the person who asks; empty if none is known
 * @param extras what it shall hold besides
 * @param confirmed whether those extras that need it are confirmed
 * @since 0.1.0
 */
public record DumpRequest(
        String trigger, String reason, Optional<String> by, Set<DumpExtra> extras, boolean confirmed) {
    /** What a program asks for that says nothing more. */
    public static final DumpRequest DEFAULT = of("api", "asked for by the application");

    /**
     * Refuses nulls and copies the set.
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
        extras = Set.copyOf(Objects.requireNonNull(extras, "extras"));
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
        return new DumpRequest(trigger, reason, Optional.empty(), Set.of(), false);
    }

    /**
     * Returns this request in a person's name.
     *
     * @param person the person who asks
     * @return a copy
     */
    public DumpRequest by(String person) {
        return new DumpRequest(
                trigger, reason, Optional.of(Objects.requireNonNull(person, "person")), extras, confirmed);
    }

    /**
     * Returns this request with something more.
     *
     * @param extra what the dump shall hold besides
     * @return a copy
     */
    public DumpRequest with(DumpExtra extra) {
        Set<DumpExtra> more = EnumSet.of(Objects.requireNonNull(extra, "extra"));
        more.addAll(extras);
        return new DumpRequest(trigger, reason, by, more, confirmed);
    }

    /** Whether a dump for this request holds all that another one asks for. */
    boolean covers(DumpRequest other) {
        boolean toConfirm = other.confirmed && other.extras.stream().anyMatch(DumpExtra::needsConfirmation);
        return extras.containsAll(other.extras) && (confirmed || !toConfirm);
    }

    /**
     * Returns this request with a yes to extras that stop the application for seconds or write its secrets to a disk.
     *
     * @return a copy
     */
    public DumpRequest confirm() {
        return new DumpRequest(trigger, reason, by, extras, true);
    }
}
