package dev.vitals.triage;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text with {@code {names}} in it. Braces around anything else, and after a dollar sign, are just braces. */
record FillText(List<Part> parts) {
    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\{\\{([^{}]*)}}|(?<!\\$)\\{([a-z][a-zA-Z]*(?::[A-Za-z0-9._-]+)?)}");

    FillText {
        parts = List.copyOf(parts);
    }

    static FillText literal(String text) {
        return new FillText(List.of(new Part(text, Kind.TEXT)));
    }

    static FillText of(String text) {
        List<Part> parts = new ArrayList<>();
        Quotes quotes = new Quotes();
        Matcher found = PLACEHOLDER.matcher(text);
        int at = 0;
        while (found.find()) {
            add(parts, text.substring(at, found.start()), quotes);
            if (found.group(2) == null) {
                add(parts, "{" + found.group(1) + "}", quotes);
            } else {
                parts.add(new Part(found.group(2), quotes.open() ? Kind.IN_QUOTES : Kind.PLACEHOLDER));
            }
            at = found.end();
        }
        add(parts, text.substring(at), quotes);
        return new FillText(parts);
    }

    private static void add(List<Part> parts, String text, Quotes quotes) {
        quotes.read(text);
        parts.add(new Part(text, Kind.TEXT));
    }

    List<String> names() {
        return parts.stream()
                .filter(part -> part.kind() != Kind.TEXT)
                .map(Part::text)
                .toList();
    }

    String fill(UnaryOperator<String> values) {
        return fill(values, values);
    }

    String fill(UnaryOperator<String> values, UnaryOperator<String> inQuotes) {
        StringBuilder filled = new StringBuilder();
        for (Part part : parts) {
            filled.append(
                    switch (part.kind()) {
                        case TEXT -> part.text();
                        case PLACEHOLDER -> values.apply(part.text());
                        case IN_QUOTES -> inQuotes.apply(part.text());
                    });
        }
        return filled.toString();
    }

    enum Kind {
        TEXT,
        PLACEHOLDER,
        IN_QUOTES
    }

    record Part(String text, Kind kind) {}

    /** Follows the quotes of a shell. */
    private static final class Quotes {
        private char quote;
        private boolean escaped;

        void read(String text) {
            for (int i = 0; i < text.length(); i++) {
                char character = text.charAt(i);
                if (escaped) {
                    escaped = false;
                } else if (character == '\\' && quote != '\'') {
                    escaped = true;
                } else if (quote == 0 && (character == '\'' || character == '"')) {
                    quote = character;
                } else if (character == quote) {
                    quote = 0;
                }
            }
        }

        boolean open() {
            return quote != 0 || escaped;
        }
    }
}
