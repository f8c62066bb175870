package dev.vitals.http;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Objects;

/**
 * A time in which a {@link Webhook} sends nothing. What there would have been to say is recorded, and said afterwards if
 * it still holds.
 *
 * <p>Implementations are immutable and thread-safe; must answer at once.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface MuteWindow {
    /**
     * Returns whether a moment lies in the window.
     *
     * @param moment the moment
     * @return whether nothing may be sent then
     */
    boolean contains(Instant moment);

    /**
     * Returns a window that comes once, such as a planned maintenance.
     *
     * @param from its first moment
     * @param to the first moment after it
     * @return the window
     * @throws IllegalArgumentException if {@code to} is not after {@code from}
     */
    static MuteWindow between(Instant from, Instant to) {
        if (!Objects.requireNonNull(to, "to").isAfter(Objects.requireNonNull(from, "from"))) {
            throw new IllegalArgumentException("'to' must be after 'from' but they were " + to + " and " + from);
        }
        return moment -> !moment.isBefore(from) && moment.isBefore(to);
    }

    /**
     * Returns a window that comes every day.
     *
     * @param from its first moment
     * @param to the first moment after it; may be the next morning
     * @param zone whose time that is
     * @return the window
     * @throws IllegalArgumentException if {@code from} and {@code to} are the same
     */
    static MuteWindow daily(LocalTime from, LocalTime to, ZoneId zone) {
        Objects.requireNonNull(zone, "zone");
        if (Objects.requireNonNull(from, "from").equals(Objects.requireNonNull(to, "to"))) {
            throw new IllegalArgumentException("'from' and 'to' must differ but both were " + from);
        }
        return moment -> {
            LocalTime time = moment.atZone(zone).toLocalTime();
            boolean after = !time.isBefore(from);
            boolean before = time.isBefore(to);
            return from.isBefore(to) ? after && before : after || before;
        };
    }
}
