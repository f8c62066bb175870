package dev.vitals.spi;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * An application's settings of a probe that it asks for by type, as strings by key.
 *
 * <p>This record is immutable and thread-safe. It does not print its values, which may be secret.
 *
 * @param values the settings by key
 * @since 0.1.0
 */
public record ProbeSettings(Map<String, String> values) {
    /** Copies the settings. */
    public ProbeSettings {
        values = Map.copyOf(Objects.requireNonNull(values, "values"));
    }

    /**
     * Returns a setting that must be there.
     *
     * @param key the setting
     * @return its value
     * @throws IllegalArgumentException if it is missing
     */
    public String required(String key) {
        return optional(key).orElseThrow(() -> new IllegalArgumentException("setting '" + key + "' is missing"));
    }

    /**
     * Returns a setting that may be there.
     *
     * @param key the setting
     * @return its value, or empty
     */
    public Optional<String> optional(String key) {
        return Optional.ofNullable(values.get(Objects.requireNonNull(key, "key")));
    }

    /**
     * Returns a setting as a whole number.
     *
     * @param key the setting
     * @param fallback the number if it is missing
     * @return the number
     * @throws IllegalArgumentException if it is there and not a whole number
     */
    public int integer(String key, int fallback) {
        return optional(key).map(text -> parseInteger(key, text)).orElse(fallback);
    }

    /**
     * Returns a setting as a duration.
     *
     * @param key the setting
     * @param fallback the duration if it is missing
     * @return the duration
     * @throws IllegalArgumentException if it is there and not in ISO-8601 form, such as {@code PT5S}
     */
    public Duration duration(String key, Duration fallback) {
        Objects.requireNonNull(fallback, "fallback");
        return optional(key).map(text -> parseDuration(key, text)).orElse(fallback);
    }

    @Override
    public String toString() {
        return "ProbeSettings" + values.keySet();
    }

    private static int parseInteger(String key, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("setting '" + key + "' must be a whole number", e);
        }
    }

    private static Duration parseDuration(String key, String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("setting '" + key + "' must be a duration such as PT5S", e);
        }
    }
}
