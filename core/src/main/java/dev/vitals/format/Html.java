package dev.vitals.format;

import dev.vitals.text.Clean;
import java.util.ArrayDeque;
import java.util.Deque;

/** Writes HTML in which every text stays text. Not thread-safe. */
final class Html {
    private final StringBuilder out = new StringBuilder(8_192);
    private final Deque<String> open = new ArrayDeque<>();

    /** Begins an element; attributes are names and values in turn. */
    Html in(String element, String... attributes) {
        tag(element, attributes);
        open.push(element);
        return this;
    }

    /** Ends the innermost element. */
    Html end() {
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    Html text(String text) {
        escape(text);
        return this;
    }

    /** Writes an element with a text in it. */
    Html of(String element, String text, String... attributes) {
        return in(element, attributes).text(text).end();
    }

    /** Writes an element that has no end. */
    Html alone(String element, String... attributes) {
        tag(element, attributes);
        return this;
    }

    /** Writes what is HTML already, of our own. */
    Html raw(String html) {
        out.append(html);
        return this;
    }

    private void tag(String element, String... attributes) {
        out.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            out.append('"');
        }
        out.append('>');
    }

    private void escape(String text) {
        String clean = Clean.encodable(text);
        for (int i = 0; i < clean.length(); i++) {
            char character = clean.charAt(i);
            switch (character) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(character);
            }
        }
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
