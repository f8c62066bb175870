package dev.vitals.internal;

import java.time.Duration;
import java.util.Locale;

/** Writes durations as a person says them. */
final class Durations {
    private Durations() {}

    static String human(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds >= 3600) {
            return seconds / 3600 + " h " + seconds % 3600 / 60 + " m";
        }
        if (seconds >= 60) {
            return seconds / 60 + " m " + seconds % 60 + " s";
        }
        long millis = duration.toMillis();
        return millis >= 1000 ? String.format(Locale.ROOT, "%.1f s", millis / 1000.0) : millis + " ms";
    }
}
