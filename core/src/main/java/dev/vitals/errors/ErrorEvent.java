package dev.vitals.errors;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A warning or an error that was logged.
 *
 * <p>This record is immutable and thread-safe, and holds no object of the application.
 *
 * @param at when it was logged
 * @param level how bad it is
 * @param logger the logger's name; may be empty
 * @param thread the name of the thread that logged it; may be empty
 * @param message the message, with its arguments
 * @param thrown what was thrown, if the event says so
 * @since 0.1.0
 */
public record ErrorEvent(
        Instant at, Level level, String logger, String thread, String message, Optional<Thrown> thrown) {
    /** Refuses nulls. */
    public ErrorEvent {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(level, "level");
        Objects.requireNonNull(logger, "logger");
        Objects.requireNonNull(thread, "thread");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(thrown, "thrown");
    }

    /**
     * How bad an event is.
     *
     * @since 0.1.0
     */
    public enum Level {
        /** Something is odd. */
        WARN,
        /** Something failed. */
        ERROR
    }

    /**
     * What was thrown: the innermost cause, where the trouble began.
     *
     * @param type the class of the innermost cause
     * @param message its message; empty for none
     * @param frame where it was thrown, such as {@code app.Orders.save(Orders.java:12)}; empty if it has no stack
     * @since 0.1.0
     */
    public record Thrown(String type, String message, String frame) {
        /** Refuses nulls. */
        public Thrown {
            Objects.requireNonNull(type, "type");
            Objects.requireNonNull(message, "message");
            Objects.requireNonNull(frame, "frame");
        }
    }
}
