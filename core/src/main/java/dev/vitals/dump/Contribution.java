package dev.vitals.dump;

import dev.vitals.dump.DumpContributor.Cost;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an application adds to a bundle, as it said when it was handed over: what it says in a sick process, or whether it
 * answers at all, is its own file's matter alone.
 */
record Contribution(String name, Set<String> fields, Cost cost, Duration timeout, DumpContributor source) {
    /** The names that the dump's own files below {@code app/} have, in the order of the alphabet. */
    static final List<String> TAKEN = List.of("build", "configuration", "errors", "meters", "pools", "versions");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,60}");
    private static final Duration LONGEST = Duration.ofSeconds(10);

    static Contribution of(DumpContributor source) {
        String name = Objects.requireNonNull(source.name(), "the name of a contributor");
        require(
                NAME.matcher(name).matches(),
                "the name of a contributor must be up to 60 letters, digits, dots, dashes and underscores but was '"
                        + name + "'");
        require(
                !TAKEN.contains(name.toLowerCase(Locale.ROOT)),
                "'" + name + "' is no name for a contributor: a dump has files of its own named "
                        + String.join(", ", TAKEN));
        Set<String> fields = Set.copyOf(Objects.requireNonNull(source.fields(), "the fields of " + name));
        require(!fields.isEmpty(), "contributor '" + name + "' names no fields");
        Duration timeout = Objects.requireNonNull(source.timeout(), "the timeout of " + name);
        require(
                timeout.compareTo(Duration.ZERO) > 0 && timeout.compareTo(LONGEST) <= 0,
                "the timeout of contributor '" + name + "' must be positive and at most PT10S but was " + timeout);
        return new Contribution(
                name, fields, Objects.requireNonNull(source.cost(), "the cost of " + name), timeout, source);
    }

    /** Those who unpack a bundle may have a file system that knows no case. */
    boolean isNamedLike(Contribution other) {
        return name.equalsIgnoreCase(other.name);
    }

    String file() {
        return "app/" + name + ".json";
    }

    Map<String, String> values() throws Exception {
        return source.values();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
