package dev.vitals.spring.internal.settings;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the properties that a fault of the aggregator comes from: those that set of a check it names what it names. The
 * aggregator knows of no properties.
 */
public final class Blame {
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^A-Za-z0-9._-]+");

    /** How the aggregator begins what it says of one check, and of a name; what is no check is followed by those there are. */
    private static final Pattern OF_CHECK = Pattern.compile("check '([^']*)': (.*)", Pattern.DOTALL);

    private static final Pattern OF_NAME = Pattern.compile(
            "(?:check name|two checks are named) '(.*)'(?: must be | is that of |: give ).*", Pattern.DOTALL);
    private static final Pattern OTHERS = Pattern.compile(", which is no check: .*", Pattern.DOTALL);
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
        String blamed = properties.names().stream()
                .filter(blamed(OTHERS.matcher(fault).replaceFirst("")))
                .map(properties::described)
                .collect(Collectors.joining(", "));
        return blamed.isEmpty() ? fault : blamed + ": " + fault;
    }

    private Predicate<String> blamed(String fault) {
        Matcher name = OF_NAME.matcher(fault);
        if (name.matches()) {
            return property -> renamed.entrySet().stream()
                    .anyMatch(one -> one.getValue().equals(name.group(1))
                            && property.equals("checks." + one.getKey() + ".name"));
        }
        Matcher check = OF_CHECK.matcher(fault);
        if (check.matches()) {
            Set<String> words = words(check.group(2));
            return property -> setsOf(property, check.group(1), words);
        }
        Set<String> words = words(fault);
        return property -> property.startsWith("checks.")
                ? words.stream().anyMatch(word -> setsOf(property, word, words))
                : words.contains(camel(property));
    }

    private static Set<String> words(String text) {
        return new HashSet<>(List.of(BETWEEN_WORDS.split(text)));
    }

    /** Whether a property sets one of these words of a check, by the name that the check had or by the one it got. */
    private boolean setsOf(String property, String check, Set<String> words) {
        return Stream.concat(
                        Stream.of(check),
                        renamed.entrySet().stream()
                                .filter(one -> one.getValue().equals(check))
                                .map(Map.Entry::getKey))
                .anyMatch(one -> property.startsWith("checks." + one + ".")
                        && sets(property.substring("checks.".length()), one, words));
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
