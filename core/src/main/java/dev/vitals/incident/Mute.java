package dev.vitals.incident;

import java.time.Instant;
import java.util.Objects;

/**
 * A maintenance window: incidents opened in it are kept as ever, and marked.
 *
 * @param until when it ends
 * @param by who set it
 * @param reason why, in words
 * @since 0.1.0
 */
public record Mute(Instant until, String by, String reason) {
    /** Refuses nulls. */
    public Mute {
        Objects.requireNonNull(until, "until");
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(reason, "reason");
    }
}
