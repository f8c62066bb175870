package dev.vitals.probe;

import java.time.Duration;
import java.util.Objects;

/**
 * Writes sizes, percentages and durations for people, the same way in every summary.
 *
 * <p>This class is stateless and thread-safe.
 *
 * @since 0.1.0
 */
public final class Quantities {
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    private Quantities() {}

    /**
     * Returns a size in the largest binary unit that leaves at least 1, with one decimal below 10.
     *
     * @param bytes the size
     * @return such as {@code 80 GiB}, {@code 1.5 MiB} or {@code 0 B}
     */
    public static String bytes(long bytes) {
        double value = bytes;
        int unit = 0;
        while (Math.round(Math.abs(value)) >= 1024) {
            value /= 1024;
            unit++;
        }
        return number(value) + " " + UNITS[unit];
    }

    /**
     * Returns a percentage, with one decimal below 10.
     *
     * @param percent the percentage, where 100 means all
     * @return such as {@code 41 %} or {@code 2.5 %}
     */
    public static String percent(double percent) {
        return number(percent) + " %";
    }

    /**
     * Returns a duration in its two largest units that count, with one decimal below 10 s and below 10 ms.
     *
     * @param duration the duration; a negative one gets a minus sign
     * @return such as {@code 4 m 12 s}, {@code 3.9 s}, {@code 250 ms} or {@code 0.8 ms}; never rounded up
     */
    public static String duration(Duration duration) {
        if (Objects.requireNonNull(duration, "duration").isNegative()) {
            return "-" + duration(duration.negated());
        }
        long seconds = duration.toSeconds();
        if (seconds < 10) {
            return belowTenSeconds(duration);
        }
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3_600) {
            return pair(seconds / 60, "m", seconds % 60, "s");
        }
        return seconds < 86_400
                ? pair(seconds / 3_600, "h", seconds % 3_600 / 60, "m")
                : pair(seconds / 86_400, "d", seconds % 86_400 / 3_600, "h");
    }

    private static String belowTenSeconds(Duration duration) {
        long millis = duration.toMillis();
        if (millis < 10) {
            return tenths(duration.toNanos() / 100_000) + " ms";
        }
        return millis < 1_000 ? millis + " ms" : tenths(millis / 100) + " s";
    }

    private static String tenths(long tenths) {
        return number(tenths / 10.0);
    }

    private static String pair(long large, String largeUnit, long small, String smallUnit) {
        String first = large + " " + largeUnit;
        return small == 0 ? first : first + " " + small + " " + smallUnit;
    }

    private static String number(double value) {
        long tenths = Math.round(value * 10);
        boolean whole = tenths % 10 == 0 || Math.abs(tenths) >= 100;
        return whole ? Long.toString(Math.round(value)) : Double.toString(tenths / 10.0);
    }
}
