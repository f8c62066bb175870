package dev.vitals.spring.internal.settings;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds the properties that a fault of the aggregator comes from: those that set of a check it names what it names. The
 * aggregator knows of no properties.
 */
public final class Blame {
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^A-Za-z0-9._-]+");
    private static final Pattern DASHED = Pattern.compile("-+([A-Za-z0-9])");

    /** How the aggregator calls what is not called as in the property. */
    private static final Map<String, Set<String>> CALLED = Map.of(
            "groups", Set.of("group"),
            "depends-on", Set.of("depends", "depend"),
            "allow-shared-in-liveness", Set.of("allowSharedInLiveness"),
            "scope", Set.of("shared"));

    private final Properties properties;
    private final Map<String, String> renamed;

    /**
     * Makes one.
     *
     * @param renamed the names of the checks that got another one, by the one they had
     */
    public Blame(Properties properties, Map<String, String> renamed) {
        this.properties = properties;
        this.renamed = renamed;
    }

    /** Returns the fault with its properties before it, each with its value and its place; without any, the fault. */
    public String of(String fault) {
        Set<String> words = new HashSet<>(List.of(BETWEEN_WORDS.split(fault)));
        String blamed = properties.names().stream()
                .filter(name -> isBlamed(name, words))
                .map(properties::described)
                .collect(Collectors.joining(", "));
        return blamed.isEmpty() ? fault : blamed + ": " + fault;
    }

    private boolean isBlamed(String property, Set<String> words) {
        if (!property.startsWith("checks.")) {
            return words.contains(camel(property));
        }
        String rest = property.substring("checks.".length());
        return words.stream().anyMatch(word -> rest.startsWith(word + ".") && sets(rest, word, words))
                || renamed.entrySet().stream()
                        .anyMatch(one -> rest.startsWith(one.getKey() + ".")
                                && words.contains(one.getValue())
                                && sets(rest, one.getKey(), words));
    }

    private boolean sets(String rest, String check, Set<String> words) {
        String setting = rest.substring(check.length() + 1).replaceFirst("[.\\[].*", "");
        return words.contains(camel(setting))
                || CALLED.getOrDefault(setting, Set.of()).stream().anyMatch(words::contains);
    }

    /** {@code fail-after} as the aggregator writes it: {@code failAfter}. */
    private static String camel(String dashed) {
        return DASHED.matcher(dashed).replaceAll(found -> found.group(1).toUpperCase(Locale.ROOT));
    }
}
