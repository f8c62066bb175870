package dev.vitals.http.internal.exchange;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text with places such as <code>${token}</code> for values from earlier answers. Never printed: it may be secret. */
public record Template(String text) {
    private static final Pattern PLACE = Pattern.compile("\\$\\{([A-Za-z][\\w.-]{0,63})}");

    /** Returns the values it needs. */
    public Set<String> names() {
        Set<String> names = new TreeSet<>();
        Matcher place = PLACE.matcher(text);
        while (place.find()) {
            names.add(place.group(1));
        }
        return names;
    }

    /** Returns the text with each place filled; a value that is missing leaves nothing. */
    public String fill(Map<String, String> values, UnaryOperator<String> escape) {
        return PLACE.matcher(text)
                .replaceAll(place -> Matcher.quoteReplacement(escape.apply(values.getOrDefault(place.group(1), ""))));
    }

    @Override
    public String toString() {
        return "a text with " + names();
    }
}
