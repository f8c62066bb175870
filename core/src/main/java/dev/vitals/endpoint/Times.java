package dev.vitals.endpoint;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes points in time as a person reads them: the time of day, with the date when it is another day. */
final class Times {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd ", Locale.ROOT);
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter ZONE = DateTimeFormatter.ofPattern("zzz", Locale.ROOT);

    private final ZoneId zone;
    private final ZonedDateTime now;

    Times(ZoneId zone, Instant now) {
        // An offset of zero is called by its name rather than "Z".
        this.zone = zone.normalized().equals(ZoneOffset.UTC) ? ZoneId.of("UTC") : zone;
        this.now = now.atZone(this.zone);
    }

    /** Returns such as {@code 02:58:41 UTC}. */
    String second(Instant instant) {
        return write(instant, SECOND) + " " + ZONE.format(instant.atZone(zone));
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
