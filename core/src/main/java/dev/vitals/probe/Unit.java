package dev.vitals.probe;

import java.time.Duration;
import java.util.Locale;

/**
 * What an observation is measured in. Always a base unit: people see {@code 4 m 10 s} and {@code 61 %}, programs 250
 * seconds and 0.61.
 *
 * @since 0.1.0
 */
public enum Unit {
    /** A duration or an age. */
    SECONDS("seconds"),
    /** A size. */
    BYTES("bytes"),
    /** A part of a whole, where 1 is all of it; may exceed 1. */
    RATIO("ratio"),
    /** A plain number of things, which the observation's name says. */
    COUNT("count"),
    /** Things for each second. */
    PER_SECOND("per_second"),
    /** Bytes for each second. */
    BYTES_PER_SECOND("bytes_per_second");

    private static final double LONGEST_SECONDS = 1e11;

    private final String id;

    Unit(String id) {
        this.id = id;
    }

    /**
     * Returns the unit's name in JSON and metrics.
     *
     * @return lower case words joined by underscores, such as {@code per_second}
     */
    public String id() {
        return id;
    }

    /**
     * Writes a number for people.
     *
     * @param value the number in this unit; finite
     * @return such as {@code 4 m 10 s}, {@code 1.5 MiB}, {@code 61 %}, {@code 14}, {@code 3.2/s}
     */
    public String show(double value) {
        return switch (this) {
            case SECONDS -> duration(value);
            case BYTES -> Quantities.bytes((long) value);
            case RATIO -> Quantities.percent(value * 100);
            case COUNT -> number(value);
            case PER_SECOND -> number(value) + "/s";
            case BYTES_PER_SECOND -> Quantities.bytes((long) value) + "/s";
        };
    }

    private static String duration(double seconds) {
        return Math.abs(seconds) > LONGEST_SECONDS
                ? number(seconds) + " s"
                : Quantities.duration(
                        Duration.ofNanos(Math.round(seconds % 1 * 1e9)).plusSeconds((long) seconds));
    }

    private static String number(double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
        return whole ? Long.toString((long) value) : String.format(Locale.ROOT, pattern(Math.abs(value)), value);
    }

    private static String pattern(double magnitude) {
        if (magnitude >= 1e15 || magnitude < 0.01) {
            return "%.2e";
        }
        return magnitude >= 1 ? "%.1f" : "%.2f";
    }
}
