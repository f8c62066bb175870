package dev.vitals.triage;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A value in a JSON file with where it stands. What is not as asked for is noted as a fault and empty.
 *
 * @param file what notes faults
 * @param value an object, a list, a text, a number, a boolean or {@link #NOTHING}
 * @param line the line it begins in
 * @param path the keys that lead to it
 */
record ConfigValue(ConfigFile file, Object value, int line, String path) {
    /** Stands for {@code null}, and for what is not there. */
    static final Object NOTHING = Optional.empty();

    private static final int LONGEST_TEXT = 2_000;
    private static final int LONGEST_LIST = 1_000;
    private static final Pattern SHORT = Pattern.compile("(\\d{1,9}) *(s|m|min|h|d)");

    void fault(String words) {
        file.fault(line, path, words);
    }

    /** The fields of an object, of which only some names are allowed. */
    Map<String, ConfigValue> fields(Collection<String> allowed) {
        Map<String, ConfigValue> fields = fields();
        fields.forEach((name, field) -> {
            if (!allowed.contains(name)) {
                field.fault("is no key here; there are " + String.join(", ", allowed));
            }
        });
        return fields;
    }

    /** The fields of an object. */
    Map<String, ConfigValue> fields() {
        if (value instanceof Map<?, ?> map) {
            Map<String, ConfigValue> fields = new LinkedHashMap<>();
            map.forEach((name, field) -> fields.put((String) name, (ConfigValue) field));
            return fields;
        }
        fault("must be an object");
        return Map.of();
    }

    /** The items of a list; a single value is a list of one. */
    List<ConfigValue> items() {
        if (value instanceof List<?> list) {
            if (list.size() > LONGEST_LIST) {
                fault("has " + list.size() + " items, of which at most " + LONGEST_LIST + " are allowed");
            }
            return list.stream()
                    .limit(LONGEST_LIST)
                    .map(ConfigValue.class::cast)
                    .toList();
        }
        return List.of(this);
    }

    Optional<String> text() {
        if (value instanceof String text && !text.isBlank() && text.length() <= LONGEST_TEXT) {
            return Optional.of(text);
        }
        fault("must be a text that is not blank, of at most " + LONGEST_TEXT + " characters");
        return Optional.empty();
    }

    List<String> texts() {
        return items().stream().flatMap(item -> item.text().stream()).toList();
    }

    Optional<Boolean> flag() {
        if (value instanceof Boolean flag) {
            return Optional.of(flag);
        }
        fault("must be true or false");
        return Optional.empty();
    }

    Optional<Double> number() {
        if (value instanceof BigDecimal number && Double.isFinite(number.doubleValue())) {
            return Optional.of(number.doubleValue());
        }
        fault("must be a number that can be reached");
        return Optional.empty();
    }

    Optional<Integer> count(int least, int most) {
        if (value instanceof BigDecimal number
                && number.stripTrailingZeros().scale() <= 0
                && number.compareTo(BigDecimal.valueOf(least)) >= 0
                && number.compareTo(BigDecimal.valueOf(most)) <= 0) {
            return Optional.of(number.intValue());
        }
        fault("must be a whole number from " + least + " to " + most);
        return Optional.empty();
    }

    <E extends Enum<E>> Optional<E> oneOf(Class<E> type) {
        Map<String, E> names = new LinkedHashMap<>();
        for (E one : EnumSet.allOf(type)) {
            names.put(one.name(), one);
        }
        return oneOf(names);
    }

    <T> Optional<T> oneOf(Map<String, T> names) {
        Optional<T> found = value instanceof String text
                ? Optional.ofNullable(names.get(text.toUpperCase(Locale.ROOT)))
                : Optional.empty();
        if (found.isEmpty()) {
            fault("must be one of " + String.join(", ", names.keySet()) + shown());
        }
        return found;
    }

    /** A duration such as {@code 15 min} or {@code PT15M}. */
    Optional<Duration> duration() {
        Optional<Duration> read = value instanceof String text ? duration(text.strip()) : Optional.empty();
        if (read.isEmpty()) {
            fault("must be a duration such as '15 m', '4 h' or 'PT30S'" + shown());
        }
        return read;
    }

    private static Optional<Duration> duration(String text) {
        Matcher brief = SHORT.matcher(text);
        if (brief.matches()) {
            long number = Long.parseLong(brief.group(1));
            return Optional.of(
                    switch (brief.group(2)) {
                        case "s" -> Duration.ofSeconds(number);
                        case "h" -> Duration.ofHours(number);
                        case "d" -> Duration.ofDays(number);
                        default -> Duration.ofMinutes(number);
                    });
        }
        try {
            return Optional.of(Duration.parse(text)).filter(duration -> !duration.isNegative());
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    private String shown() {
        return value instanceof String text ? " but was '" + text + "'" : "";
    }
}
