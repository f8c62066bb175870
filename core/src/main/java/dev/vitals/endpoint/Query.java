package dev.vitals.endpoint;

import dev.vitals.text.Clean;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a query asks for. Parameters nobody knows are ignored, so that a caller may add one to get past a cache.
 *
 * @param verbose whether to show what is usually folded away
 * @param colour whether to colour text
 * @param format the name of the format asked for
 * @param exclude the checks to leave out, known or not
 */
record Query(boolean verbose, boolean colour, Optional<String> format, Set<String> exclude) {
    private static final Query NONE = new Query(false, false, Optional.empty(), Set.of());
    private static final int MAX_LENGTH = 2_048;

    /** Parses the raw query. */
    static Query parse(String raw) {
        if (raw.isEmpty()) {
            return NONE;
        }
        if (raw.length() > MAX_LENGTH) {
            throw new Refusal(414, "the query must not be longer than " + MAX_LENGTH + " characters");
        }
        Set<String> exclude = new LinkedHashSet<>();
        Query query = NONE;
        for (String parameter : raw.split("&", -1)) {
            int equals = parameter.indexOf('=');
            String name = PercentDecoder.query(equals < 0 ? parameter : parameter.substring(0, equals));
            String value = equals < 0 ? "" : PercentDecoder.query(parameter.substring(equals + 1));
            if (name.equals("exclude")) {
                exclude.add(value);
            } else {
                query = query.with(name, value);
            }
        }
        return new Query(query.verbose, query.colour, query.format, exclude);
    }

    private Query with(String name, String value) {
        return switch (name) {
            case "verbose" -> new Query(!value.equals("false"), colour, format, exclude);
            case "format" -> new Query(verbose, colour, Optional.of(value), exclude);
            case "color", "colour" -> new Query(verbose, colour(name, value), format, exclude);
            default -> this;
        };
    }

    private static boolean colour(String name, String value) {
        return switch (value) {
            case "", "always", "true" -> true;
            case "never", "false" -> false;
            default -> throw new Refusal(400, "'" + name + "' must be always or never but was '" + shown(value) + "'");
        };
    }

    /** Returns hostile text short enough to be quoted in an answer. */
    static String shown(String value) {
        return Clean.line(value, 80);
    }
}
