package dev.vitals.redis.internal.info;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** One answer to {@code INFO}, by field. */
public record RedisInfo(Map<String, String> fields) {
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,19}");

    /** Servers have reported a small negative number as one near 2^64; no real one comes near this. */
    private static final long ABSURD = 1L << 62;

    public static RedisInfo parse(String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        text.lines().forEach(line -> {
            int colon = line.indexOf(':');
            if (colon > 0 && !line.startsWith("#")) {
                fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
            }
        });
        return new RedisInfo(fields);
    }

    public Optional<String> text(String field) {
        return Optional.ofNullable(fields.get(field));
    }

    /** Returns a number that can be believed; empty if the field is missing, not whole or beyond ±2^62. */
    public OptionalLong number(String field) {
        return believable(fields.getOrDefault(field, ""));
    }

    /** Returns one part of a field such as {@code db0:keys=12,expires=3}. */
    public OptionalLong part(String field, String part) {
        return believable(parts(field).getOrDefault(part, ""));
    }

    private Map<String, String> parts(String field) {
        Map<String, String> parts = new LinkedHashMap<>();
        for (String pair : fields.getOrDefault(field, "").split(",", -1)) {
            String[] sides = pair.split("=", 2);
            if (sides.length == 2) {
                parts.put(sides[0], sides[1]);
            }
        }
        return parts;
    }

    private static OptionalLong believable(String text) {
        if (!WHOLE.matcher(text).matches()) {
            return OptionalLong.empty();
        }
        try {
            long number = Long.parseLong(text);
            return Math.abs(number) <= ABSURD ? OptionalLong.of(number) : OptionalLong.empty();
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
