package dev.vitals.report;

import dev.vitals.probe.Quantities;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What earlier incidents with the same root cause say of a fault: how many there were, the last of them, and what helped.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param incidents how many are remembered; at least 1
 * @param last the identity of the last one
 * @param openedAt when that was opened
 * @param lasted how long its trouble lasted, counted from its opening
 * @param remedy what a person wrote on resolving the latest that was resolved by hand; empty if none was
 * @since 0.1.0
 */
public record Precedent(int incidents, String last, Instant openedAt, Duration lasted, Optional<Remedied> remedy) {
    /**
     * Checks the number.
     *
     * @throws IllegalArgumentException if {@code incidents} is not positive
     */
    public Precedent {
        if (incidents < 1) {
            throw new IllegalArgumentException("'incidents' must be positive but was " + incidents);
        }
        Objects.requireNonNull(last, "last");
        Objects.requireNonNull(openedAt, "openedAt");
        Objects.requireNonNull(lasted, "lasted");
        Objects.requireNonNull(remedy, "remedy");
    }

    /**
     * Returns it for people.
     *
     * @return one line, such as {@code 3 incidents, the last 20261102-031214 on 2026-11-02, over after 12 m,
     *     resolved: restarted the worker}; if the words are of an earlier incident, its identity stands before them
     */
    public String words() {
        String number = incidents == 1 ? "1 incident, " : incidents + " incidents, the last ";
        String helped = remedy.map(known -> known.incident().equals(last)
                        ? ", resolved: " + known.text()
                        : "; " + known.incident() + " was resolved: " + known.text())
                .orElse("");
        return number + last + " on " + day() + ", over after " + Quantities.duration(lasted) + helped;
    }

    /** As text, since an instant may be later than any date. */
    private String day() {
        String time = openedAt.toString();
        return time.substring(0, time.indexOf('T'));
    }

    /**
     * What helped once.
     *
     * @param incident the identity of the incident
     * @param text what the person wrote who resolved it; one line, redacted
     * @since 0.1.0
     */
    public record Remedied(String incident, String text) {
        /** Refuses nulls. */
        public Remedied {
            Objects.requireNonNull(incident, "incident");
            Objects.requireNonNull(text, "text");
        }
    }
}
