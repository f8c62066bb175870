package dev.vitals.jdbc.internal.findings;

import java.math.BigDecimal;
import java.time.Duration;

/** Writes durations as programs want them; the name of the field or the head of the column has the unit. */
public final class Seconds {
    private Seconds() {}

    /**
     * Returns a duration as a plain number.
     *
     * @param time the duration
     * @return seconds, to the millisecond, such as {@code 250} or {@code 0.4}
     */
    public static String of(Duration time) {
        return BigDecimal.valueOf(time.toMillis(), 3).stripTrailingZeros().toPlainString();
    }
}
