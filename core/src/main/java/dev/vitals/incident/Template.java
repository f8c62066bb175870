package dev.vitals.incident;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Text with {@code {names}} in it. */
final class Template {
    private static final String BLANK = "blank:";

    /** No placeholder begins so. */
    private static final String UNFINISHED = "...";

    private final List<Part> parts;

    private Template(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    static Template of(String text) {
        List<Part> parts = new ArrayList<>();
        int line = 1;
        int at = 0;
        while (at < text.length()) {
            int open = text.indexOf('{', at);
            int end = open < 0 ? -1 : text.indexOf('}', open);
            String words = text.substring(at, open < 0 ? text.length() : open);
            parts.add(new Part(false, words, line));
            line += breaks(words);
            if (open >= 0) {
                String name = text.substring(open + 1, end < 0 ? text.length() : end);
                parts.add(new Part(
                        true, end < 0 ? UNFINISHED + name.lines().findFirst().orElse("") : name, line));
                line += breaks(name);
            }
            at = open < 0 || end < 0 ? text.length() : end + 1;
        }
        return new Template(parts);
    }

    private static int breaks(String text) {
        return (int) text.chars().filter(character -> character == '\n').count();
    }

    /** Returns the placeholders that there are not, with their lines. */
    List<String> faults(Set<String> known) {
        return parts.stream()
                .filter(Part::placeholder)
                .filter(part -> !part.text().startsWith(BLANK) && !known.contains(part.text()))
                .map(Template::fault)
                .toList();
    }

    private static String fault(Part part) {
        return "line " + part.line()
                + (part.text().startsWith(UNFINISHED)
                        ? ": '{" + part.text().substring(UNFINISHED.length()) + "' has no end"
                        : ": unknown placeholder '{" + part.text() + "}'");
    }

    String fill(Function<String, String> values) {
        StringBuilder filled = new StringBuilder();
        for (Part part : parts) {
            filled.append(part.placeholder() ? value(part.text(), values) : part.text());
        }
        return filled.toString();
    }

    private static String value(String name, Function<String, String> values) {
        return name.startsWith(BLANK) ? "**[fill in: " + name.substring(BLANK.length()) + "]**" : values.apply(name);
    }

    private record Part(boolean placeholder, String text, int line) {}
}
