package dev.vitals.jdbc.internal.pool;

import java.time.Duration;

/**
 * Who has borrowed a connection and not given it back.
 *
 * @param thread the thread's name; empty when it is not known
 * @param frame the application's code that borrowed it
 * @param held how long ago that was
 */
public record Holder(String thread, StackTraceElement frame, Duration held) {
    /** How long ago a time of the system's clock was; that clock may have been set back since. */
    static Duration since(long epochMillis) {
        return Duration.ofMillis(Math.max(0, System.currentTimeMillis() - epochMillis));
    }
}
