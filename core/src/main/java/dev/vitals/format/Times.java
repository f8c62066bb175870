package dev.vitals.format;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;

/**
 * Writes points in time as a person reads them: the time of day, with the date when it is another day.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class Times {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd ", Locale.ROOT);
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("xxx", Locale.ROOT);

    private final ZoneId zone;
    private final ZonedDateTime now;

    /**
     * Makes it.
     *
     * @param zone the reader's time zone
     * @param now what is today
     */
    public Times(ZoneId zone, Instant now) {
        this.zone = Objects.requireNonNull(zone, "zone");
        this.now = now.atZone(zone);
    }

    /**
     * Returns a point in time to the second.
     *
     * @param instant the point in time
     * @return such as {@code 02:58:41 UTC} or {@code 03:58:41 +01:00}; the names of zones differ between JDKs
     */
    public String second(Instant instant) {
        boolean utc = zone.normalized().equals(ZoneOffset.UTC);
        return write(instant, SECOND) + " " + (utc ? "UTC" : OFFSET.format(instant.atZone(zone)));
    }

    /** Returns such as {@code 03:13}. */
    String minute(Instant instant) {
        return write(instant, MINUTE);
    }

    private String write(Instant instant, DateTimeFormatter form) {
        ZonedDateTime time = instant.atZone(zone);
        return time.toLocalDate().equals(now.toLocalDate()) ? form.format(time) : DATE.format(time) + form.format(time);
    }
}
