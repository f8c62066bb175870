package dev.vitals.format;

import dev.vitals.text.Clean;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes HTML in which every text stays text. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class Html {
    private final StringBuilder out = new StringBuilder(8_192);
    private final Deque<String> open = new ArrayDeque<>();

    Html() {}

    /**
     * Begins an element.
     *
     * @param element its name
     * @param attributes names and values in turn
     * @return this object
     */
    public Html in(String element, String... attributes) {
        tag(element, attributes);
        open.push(element);
        return this;
    }

    /**
     * Ends the innermost element.
     *
     * @return this object
     */
    public Html end() {
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    /**
     * Writes a text.
     *
     * @param text anything
     * @return this object
     */
    public Html text(String text) {
        escape(text);
        return this;
    }

    /**
     * Writes an element with a text in it.
     *
     * @param element its name
     * @param text anything
     * @param attributes names and values in turn
     * @return this object
     */
    public Html of(String element, String text, String... attributes) {
        return in(element, attributes).text(text).end();
    }

    /**
     * Writes an element that has no end.
     *
     * @param element its name
     * @param attributes names and values in turn
     * @return this object
     */
    public Html alone(String element, String... attributes) {
        tag(element, attributes);
        return this;
    }

    /** Writes a part of a picture that has nothing in it. */
    Html closed(String element, String... attributes) {
        tag(element, attributes);
        out.insert(out.length() - 1, '/');
        return this;
    }

    /**
     * Writes what is HTML already.
     *
     * @param html none of it from outside
     * @return this object
     */
    public Html raw(String html) {
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
