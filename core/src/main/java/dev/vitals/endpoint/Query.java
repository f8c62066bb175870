package dev.vitals.endpoint;

import dev.vitals.format.TextFormat;
import dev.vitals.text.Clean;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The query of a request. An unknown parameter is refused: most often it is a misspelt one.
 *
 * @param verbose whether to unfold everything
 * @param colour whether to colour text
 * @param width how wide text may be, if not as wide as by default
 * @param format the name of the format
 * @param exclude the checks to leave out, known or not
 */
record Query(boolean verbose, boolean colour, OptionalInt width, Optional<String> format, Set<String> exclude) {
    private static final Query NONE = new Query(false, false, OptionalInt.empty(), Optional.empty(), Set.of());
    private static final String KNOWN = "color, colour, exclude, format, verbose, width";
    private static final int MAX_LENGTH = 2_048;
    private static final int WIDEST = 1_000;

    /** Parses the raw query. */
    static Query parse(String raw) {
        if (raw.length() > MAX_LENGTH) {
            throw new Refusal(414, "the query must not be longer than " + MAX_LENGTH + " characters");
        }
        Query query = NONE;
        for (String parameter : raw.isEmpty() ? new String[0] : raw.split("&")) {
            int equals = parameter.indexOf('=');
            String name = PercentDecoder.query(equals < 0 ? parameter : parameter.substring(0, equals));
            String value = equals < 0 ? "" : PercentDecoder.query(parameter.substring(equals + 1));
            query = parameter.isEmpty() ? query : query.with(name, value);
        }
        return query;
    }

    private Query with(String name, String value) {
        return switch (name) {
            case "verbose" -> new Query(on(name, value), colour, width, format, exclude);
            case "color", "colour" -> new Query(verbose, on(name, value), width, format, exclude);
            case "width" -> new Query(verbose, colour, columns(value), format, exclude);
            case "format" -> new Query(verbose, colour, width, Optional.of(value), exclude);
            case "exclude" -> new Query(verbose, colour, width, format, plus(value));
            default -> throw new Refusal(400, "there is no parameter '" + shown(name) + "'; there are " + KNOWN);
        };
    }

    private Set<String> plus(String check) {
        Set<String> more = new LinkedHashSet<>(exclude);
        more.add(check);
        return more;
    }

    private static boolean on(String name, String value) {
        return switch (value) {
            case "", "true", "always" -> true;
            case "false", "never" -> false;
            default -> throw new Refusal(400, "'" + name + "' must be true or false but was '" + shown(value) + "'");
        };
    }

    /** A script that does not know the width of its terminal sends nothing; a narrow terminal wraps lines. */
    private static OptionalInt columns(String value) {
        if (value.isEmpty()) {
            return OptionalInt.empty();
        }
        boolean number = value.length() < 5 && value.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!number || Integer.parseInt(value) > WIDEST) {
            throw new Refusal(
                    400, "'width' must be a number of columns up to " + WIDEST + " but was '" + shown(value) + "'");
        }
        return OptionalInt.of(Integer.parseInt(value));
    }

    /** Returns a word on what is odd about the query and no fault. */
    List<String> warnings() {
        boolean narrow = width.isPresent() && width.getAsInt() < TextFormat.NARROWEST;
        return narrow
                ? List.of("'width' was " + width.getAsInt() + ", but text is never narrower than "
                        + TextFormat.NARROWEST + " columns")
                : List.of();
    }

    /** Returns hostile text short enough to be quoted in an answer. */
    static String shown(String value) {
        return Clean.line(value, 80);
    }
}
