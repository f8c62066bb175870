package dev.vitals.format;

import dev.vitals.text.Clean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Pieces of clean text of known width on one line. Not thread-safe. */
final class Line {
    private static final int LONGEST = 1_000;

    private final List<Span> spans = new ArrayList<>();
    private int width;

    static Line of(String text) {
        return of(Style.PLAIN, text);
    }

    static Line of(Style style, String text) {
        return new Line().add(style, text);
    }

    /** Returns the words of a text, each a line, so that they can be wrapped. */
    static List<Line> words(Style style, String text) {
        return Arrays.stream(clean(text).split(" ", -1))
                .filter(word -> !word.isEmpty())
                .map(word -> of(style, word))
                .toList();
    }

    Line add(Style style, String text) {
        if (!text.isEmpty()) {
            String clean = clean(text);
            spans.add(new Span(style, clean));
            width += widthOf(clean);
        }
        return this;
    }

    Line add(String text) {
        return add(Style.PLAIN, text);
    }

    Line add(Line other) {
        other.spans.forEach(span -> add(span.style(), span.text()));
        return this;
    }

    /** Adds spaces up to a column; none when the line is already there. */
    Line padTo(int column) {
        return column > width ? add(" ".repeat(column - width)) : this;
    }

    /** Returns this line, or the start of it with an ellipsis when it is wider than {@code max}. */
    Line cut(int max) {
        if (width <= max) {
            return this;
        }
        Line shorter = new Line();
        for (Span span : spans) {
            int room = max - 1 - shorter.width;
            if (widthOf(span.text()) > room) {
                return shorter.add(span.style(), head(span.text(), room) + "…");
            }
            shorter.add(span.style(), span.text());
        }
        return shorter;
    }

    int width() {
        return width;
    }

    void writeTo(StringBuilder out, boolean colour) {
        spans.forEach(span -> out.append(colour ? span.style().paint(span.text()) : span.text()));
    }

    /** Returns a text on one line that no page has more room for. */
    static String clean(String text) {
        return Clean.line(Clean.cut(text, LONGEST));
    }

    static int widthOf(String text) {
        return text.codePointCount(0, text.length());
    }

    static String cut(String text, int max) {
        if (widthOf(text) <= max) {
            return text;
        }
        return max <= 0 ? "" : head(text, max - 1) + "…";
    }

    private static String head(String text, int codePoints) {
        return text.substring(0, text.offsetByCodePoints(0, Math.max(0, codePoints)));
    }

    private record Span(Style style, String text) {}
}
